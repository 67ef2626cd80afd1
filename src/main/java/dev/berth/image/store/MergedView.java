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
import java.util.List;
import java.util.stream.Collectors;

/** Directories merged by a read-only overlay that is mounted nowhere: reachable by a descriptor only. */
final class MergedView {

    private static final int MS_RDONLY = 1;
    private static final int MNT_DETACH = 2;

    private MergedView() {
    }

    /**
     * Merges directories.
     *
     * @param layers the top one first
     * @param temporary where a directory may be made for a moment
     * @return the merged root
     * @throws IOException if the kernel refuses
     */
    static Fd open(List<Path> layers, Path temporary) throws IOException {
        if (layers.size() == 1) {
            return Fd.open(layers.get(0), OpenFlags.DIRECTORY, 0);
        }
        Path point = Files.createTempDirectory(temporary, "view");
        try (Scratch s = Scratch.open()) {
            String lowers = layers.stream().map(layer -> layer.toString().replace("\\", "\\\\").replace(":", "\\:"))
                    .collect(Collectors.joining(":"));
            long path = s.string(point.toString());
            Kernel.check(Kernel.raw(Sys.MOUNT, s.string("overlay"), path, s.string("overlay"), MS_RDONLY,
                    s.string("lowerdir=" + lowers)), "mount a view of", layers.get(0));
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
