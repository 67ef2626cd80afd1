package dev.berth.engine;

import dev.berth.engine.Containers.Change;
import dev.berth.image.RootFilesystem;
import dev.berth.image.store.WritableLayer;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;

/** Compares a container's files with its image's. */
final class FilesystemChanges {

    private FilesystemChanges() {
    }

    /**
     * What changed, sorted by path.
     *
     * @param container what the container wrote
     * @param image the image's files
     */
    static List<Change> of(WritableLayer container, RootFilesystem image) throws IOException {
        return container.changes(image, Containers.PLACES).stream()
                .map(change -> new Change(change.kind().ordinal(), change.path()))
                .sorted(Comparator.comparing(Change::path)).toList();
    }
}
