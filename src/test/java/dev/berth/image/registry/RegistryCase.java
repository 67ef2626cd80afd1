package dev.berth.image.registry;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.image.Image;
import dev.berth.image.ImportOptions;
import dev.berth.image.Progress;
import dev.berth.image.Reference;
import dev.berth.image.store.ImageStore;
import dev.berth.kernel.FileTree;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A directory of its own, stores in it, and images to move about. */
abstract class RegistryCase {

    /** Credentials of nobody. */
    static final Optional<Credentials> NOBODY = Optional.empty();

    Path work;
    private final List<ImageStore> stores = new ArrayList<>();

    @BeforeEach
    void begin() throws IOException {
        assumeTrue(Files.isWritable(Path.of("/proc/sys/kernel/hostname")),
                "needs root: layers hold other users' files");
        work = Files.createTempDirectory("berth-registry");
    }

    @AfterEach
    void removeAll() throws IOException {
        if (work == null) {
            return;
        }
        for (ImageStore store : stores) {
            store.close();
        }
        FileTree.remove(work);
    }

    /** A store, closed at the end. */
    ImageStore store(String name) throws IOException {
        ImageStore store = ImageStore.open(work.resolve(name));
        stores.add(store);
        return store;
    }

    /** An image of one layer. */
    static Image image(ImageStore store, byte[] archive, String name) throws IOException {
        return store.archives().importRootFilesystem(new ByteArrayInputStream(archive),
                Optional.of(Reference.parse(name)), ImportOptions.NONE);
    }

    static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    /** Bytes as text that no compression makes small. */
    static String noise(int length) {
        StringBuilder text = new StringBuilder(length);
        java.util.Random random = new java.util.Random(42);
        for (int i = 0; i < length; i++) {
            text.append((char) (' ' + random.nextInt(95)));
        }
        return text.toString();
    }

    /** Remembers what it hears. */
    static final class Heard implements Progress {
        final List<String> actions = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void status(String message) {
            actions.add(message);
        }

        @Override
        public void part(String id, String action, long current, long total) {
            actions.add(action);
        }
    }
}
