package dev.berth.image.layer;

import dev.berth.kernel.DirectoryEntries;
import dev.berth.kernel.Fd;
import dev.berth.kernel.FileCalls;
import dev.berth.kernel.FileStatus;
import dev.berth.kernel.OpenFlags;
import java.io.IOException;
import java.util.Set;

/**
 * Paths that an engine makes in every container, and that are no part of what the container changed: files always,
 * directories as long as they are empty.
 *
 * @param paths relative ones
 */
record ExcludedPaths(Set<String> paths) {

    /**
     * Whether one is to be left out.
     *
     * @param directory what it lies in
     * @param name its name there
     * @param path its path as a byte string
     */
    boolean leaveOut(int directory, byte[] name, String path) throws IOException {
        if (!paths.contains(path)) {
            return false;
        }
        if (!FileStatus.at(directory, name).isDirectory()) {
            return true;
        }
        try (Fd inner = FileCalls.open(directory, name, OpenFlags.DIRECTORY | OpenFlags.NOFOLLOW, 0)) {
            return DirectoryEntries.names(inner.number()).isEmpty();
        }
    }
}
