package dev.berth.engine;

import dev.berth.engine.Containers.Change;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Compares an overlay's upper directory with the layers below it. */
final class FilesystemChanges {

    private FilesystemChanges() {
    }

    /**
     * What changed, sorted by path.
     *
     * @param upper the upper directory; a character device 0:0 stands for a path that was deleted
     * @param lower the layers, the top one first
     */
    static List<Change> of(Path upper, List<Path> lower) throws IOException {
        List<Change> changes = new ArrayList<>();
        Files.walkFileTree(upper, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                if (!directory.equals(upper)) {
                    add(directory, false);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                add(file, attributes.isOther() && Long.valueOf(0).equals(Files.getAttribute(file, "unix:rdev",
                        LinkOption.NOFOLLOW_LINKS)));
                return FileVisitResult.CONTINUE;
            }

            private void add(Path path, boolean whiteout) {
                Path relative = upper.relativize(path);
                boolean below = lower.stream().anyMatch(layer -> Files.exists(layer.resolve(relative),
                        LinkOption.NOFOLLOW_LINKS));
                if (!whiteout || below) {
                    changes.add(new Change(whiteout ? 2 : below ? 0 : 1, "/" + relative));
                }
            }
        });
        changes.sort(Comparator.comparing(Change::path));
        return changes;
    }
}
