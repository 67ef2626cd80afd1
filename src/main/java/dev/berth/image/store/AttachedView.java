package dev.berth.image.store;

import dev.berth.kernel.Errno;
import dev.berth.kernel.Fd;
import dev.berth.kernel.Kernel;
import dev.berth.kernel.KernelException;
import dev.berth.kernel.OpenFlags;
import dev.berth.kernel.Scratch;
import dev.berth.kernel.Sys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Directories merged by a read-only overlay that is mounted for a while, so that parts of it can be mounted elsewhere:
 * the kernel copies only what is attached somewhere (before Linux 6.15).
 */
public final class AttachedView implements AutoCloseable {

    private static final int MS_RDONLY = 1;
    private static final int MS_REMOUNT = 32;
    private static final int MS_BIND = 4096;
    private static final int MNT_DETACH = 2;

    private final Path point;
    private final Fd root;

    private AttachedView(Path point, Fd root) {
        this.point = point;
        this.root = root;
    }

    /**
     * Mounts a view.
     *
     * @param layers the top one first, at least one
     * @param point a directory that is not there yet
     * @throws IOException if the kernel refuses
     */
    static AttachedView open(List<Path> layers, Path point) throws IOException {
        Files.createDirectory(point);
        // overlay takes two lower directories or more where nothing is written
        Path empty = Files.createDirectories(point.resolveSibling(point.getFileName() + ".empty"));
        try (OverlayOptions options = OverlayOptions.of(layers, empty); Scratch s = Scratch.open()) {
            Kernel.check(Kernel.raw(Sys.MOUNT, s.string("overlay"), s.string(point.toString()), s.string("overlay"),
                    MS_RDONLY, s.string(options.text())), "mount a view of", layers.get(0));
        }
        try {
            return new AttachedView(point, Fd.open(point, OpenFlags.DIRECTORY, 0));
        } catch (KernelException e) {
            unmount(point);
            throw e;
        }
    }

    /**
     * Attaches a whole tree, which needs no merging.
     *
     * @param tree the directory
     * @param point a directory that is not there yet
     * @throws IOException if the kernel refuses
     */
    static AttachedView whole(Path tree, Path point) throws IOException {
        Files.createDirectory(point);
        try (Scratch s = Scratch.open()) {
            long path = s.string(point.toString());
            Kernel.check(Kernel.raw(Sys.MOUNT, s.string(tree.toString()), path, 0, MS_BIND, 0), "attach", tree);
            try {
                Kernel.check(Kernel.raw(Sys.MOUNT, 0, path, 0, MS_BIND | MS_REMOUNT | MS_RDONLY, 0),
                        "make read-only", point);
                return new AttachedView(point, Fd.open(point, OpenFlags.DIRECTORY, 0));
            } catch (KernelException e) {
                unmount(point);
                throw e;
            }
        }
    }

    /** Its root. */
    public Fd root() {
        return root;
    }

    /** Ends it; what was copied from it stays where it is mounted. */
    @Override
    public void close() throws IOException {
        root.close();
        unmount(point);
        Files.deleteIfExists(point);
        Files.deleteIfExists(point.resolveSibling(point.getFileName() + ".empty"));
    }

    /**
     * Unmounts what is mounted somewhere, if anything is.
     *
     * @param point where
     * @throws KernelException if the kernel refuses
     */
    public static void unmount(Path point) throws KernelException {
        try (Scratch s = Scratch.open()) {
            long result = Kernel.raw(Sys.UMOUNT2, s.string(point.toString()), MNT_DETACH);
            if (result < 0 && result != -Errno.EINVAL && result != -Errno.ENOENT) {
                Kernel.check(result, "unmount", point);
            }
        }
    }
}
