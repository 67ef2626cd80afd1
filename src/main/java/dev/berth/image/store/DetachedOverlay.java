package dev.berth.image.store;

import dev.berth.kernel.Errno;
import dev.berth.kernel.Fd;
import dev.berth.kernel.Kernel;
import dev.berth.kernel.OpenFlags;
import dev.berth.kernel.Scratch;
import dev.berth.kernel.Sys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An overlay that is mounted nowhere: reachable by a descriptor only, and gone when that is closed. */
final class DetachedOverlay {

    private static final int MNT_DETACH = 2;

    private DetachedOverlay() {
    }

    /**
     * Mounts one, and takes the mount out of the tree.
     *
     * @param options overlay's own, {@code lowerdir=…}
     * @param flags of mount(2)
     * @param purpose for the message when the kernel refuses, as {@code mount a view of}
     * @param top the uppermost lower directory, for that message
     * @param temporary where a directory may be made for a moment
     * @return its root
     * @throws IOException if the kernel refuses
     */
    static Fd open(String options, int flags, String purpose, Path top, Path temporary) throws IOException {
        Path point = Files.createTempDirectory(temporary, "view");
        try (Scratch s = Scratch.open()) {
            long path = s.string(point.toString());
            Kernel.check(Kernel.raw(Sys.MOUNT, s.string("overlay"), path, s.string("overlay"), flags,
                    s.string(options)), purpose, top);
            try {
                return Fd.open(point, OpenFlags.DIRECTORY, 0);
            } finally {
                // it lives on as long as the descriptor
                long result = Kernel.raw(Sys.UMOUNT2, path, MNT_DETACH);
                if (result < 0 && result != -Errno.EINVAL) {
                    Kernel.check(result, "unmount", point);
                }
            }
        } finally {
            Files.deleteIfExists(point);
        }
    }
}
