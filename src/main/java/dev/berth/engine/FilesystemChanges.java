package dev.berth.engine;

import dev.berth.engine.Containers.Change;
import dev.berth.image.RootFilesystem;
import dev.berth.image.store.WritableLayer;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Compares a container's files with its image's. */
final class FilesystemChanges {

    /** Where the engine mounts files of its own; the overlay only has the places to mount them on. */
    static final Set<String> ENGINE_FILES = Set.of("etc/hosts", "etc/hostname", "etc/resolv.conf");

    private FilesystemChanges() {
    }

    /**
     * What changed, sorted by path.
     *
     * @param container what the container wrote
     * @param image the image's files
     */
    static List<Change> of(WritableLayer container, RootFilesystem image) throws IOException {
        return container.changes(image, ENGINE_FILES).stream()
                .map(change -> new Change(change.kind().ordinal(), change.path()))
                .sorted(Comparator.comparing(Change::path)).toList();
    }
}
