package dev.berth.image.layer;

import dev.berth.kernel.DeepWalk;
import dev.berth.kernel.DirectoryEntries;
import dev.berth.kernel.Errno;
import dev.berth.kernel.Fd;
import dev.berth.kernel.FileCalls;
import dev.berth.kernel.FileStatus;
import dev.berth.kernel.KernelException;
import dev.berth.kernel.OpenFlags;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * Counts the bytes of the files of a tree as docker does: what {@code stat(2)} says, directories not, a file with
 * several names once. Others may change the tree meanwhile; what goes away does not count, nor what lies so deep that
 * it has no path.
 */
public final class TreeSize {

    /** How deep a path can be; a tree that is deeper must not keep others from being counted. */
    private static final int DEEPEST = DeepWalk.LONGEST_PATH / 2;

    private final Set<Long> seen = new HashSet<>();
    private long bytes;

    private TreeSize() {
    }

    /**
     * Bytes of a tree's files.
     *
     * @param root a directory
     */
    public static long of(Path root) throws IOException {
        TreeSize size = new TreeSize();
        try (Fd fd = Fd.open(root, OpenFlags.DIRECTORY, 0)) {
            DeepWalk.run(() -> size.add(fd.number(), 0));
        }
        return size.bytes;
    }

    private void add(int directory, int depth) throws IOException {
        for (byte[] name : DirectoryEntries.names(directory)) {
            try {
                FileStatus status = FileStatus.at(directory, name);
                if (status.isDirectory() && depth < DEEPEST) {
                    try (Fd inner = FileCalls.open(directory, name, OpenFlags.DIRECTORY | OpenFlags.NOFOLLOW, 0)) {
                        add(inner.number(), depth + 1);
                    }
                } else if (!status.isDirectory() && (status.links() == 1 || seen.add(status.inode()))) {
                    bytes += status.size();
                }
            } catch (KernelException e) {
                if (e.errno() != Errno.ENOENT && e.errno() != Errno.ENOTDIR) {
                    throw e;
                }
            }
        }
    }
}
