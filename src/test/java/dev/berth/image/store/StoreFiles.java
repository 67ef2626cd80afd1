package dev.berth.image.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a store has on the disk. */
public final class StoreFiles {

    private StoreFiles() {
    }

    /** The names of all blobs and of everything in the directory of the layers. */
    public static List<String> of(Path data, ImageStore store) throws IOException {
        List<String> names = new ArrayList<>();
        store.contents().blobs().list().forEach(blob -> names.add(blob.toString()));
        try (Stream<Path> layers = Files.list(data.resolve(store.driver().directory()))) {
            layers.forEach(layer -> names.add(layer.getFileName().toString()));
        }
        return names;
    }
}
