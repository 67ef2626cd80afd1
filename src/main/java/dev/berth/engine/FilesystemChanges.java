package dev.berth.engine;

import dev.berth.engine.Containers.Change;
import dev.berth.image.layer.UpperChanges;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Compares an overlay's upper directory with the layers below it. */
final class FilesystemChanges {

    /** Where the engine mounts files of its own; the overlay only has the places to mount them on. */
    static final Set<String> ENGINE_FILES = Set.of("etc/hosts", "etc/hostname", "etc/resolv.conf");

    private FilesystemChanges() {
    }

    /**
     * What changed, sorted by path.
     *
     * @param upper the upper directory; a character device 0:0 stands for a path that was deleted
     * @param lower the layers, the top one first
     */
    static List<Change> of(Path upper, List<Path> lower) throws IOException {
        return UpperChanges.list(upper, lower, ENGINE_FILES).stream()
                .map(change -> new Change(change.kind().ordinal(), change.path()))
                .sorted(Comparator.comparing(Change::path)).toList();
    }
}
