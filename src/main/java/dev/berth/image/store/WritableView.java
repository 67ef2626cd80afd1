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

/** A layer being written on top of others, as an overlay that is mounted nowhere: reachable by a descriptor only. */
final class WritableView {

    private static final int MNT_DETACH = 2;

    private WritableView() {
    }

    /**
     * Mounts the overlay.
     *
     * @param draft the layer being written
     * @param lowers the layers below, the top one first; at least one
     * @param temporary where a directory may be made for a moment
     * @return its root; the mount lasts as long as the descriptor is open
     * @throws IOException if the kernel refuses
     */
    static Fd open(LayerDraft draft, List<Path> lowers, Path temporary) throws IOException {
        Path point = Files.createTempDirectory(temporary, "view");
        try (OverlayOptions options = OverlayOptions.of(draft, lowers); Scratch s = Scratch.open()) {
            long path = s.string(point.toString());
            Kernel.check(Kernel.raw(Sys.MOUNT, s.string("overlay"), path, s.string("overlay"), 0,
                    s.string(options.text())), "mount a layer to write over", lowers.get(0));
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
