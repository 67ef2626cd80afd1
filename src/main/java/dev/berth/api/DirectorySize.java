package dev.berth.api;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** Counts the bytes of the files below a directory. */
final class DirectorySize extends SimpleFileVisitor<Path> {
    private long bytes;

    private DirectorySize() {
    }

    /** Bytes of all regular files; what goes away meanwhile does not count. */
    static long of(Path directory) throws IOException {
        DirectorySize visitor = new DirectorySize();
        Files.walkFileTree(directory, visitor);
        return visitor.bytes;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        bytes += attributes.isRegularFile() ? attributes.size() : 0;
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
        return FileVisitResult.CONTINUE;
    }
}
