package dev.berth.image.store;

import dev.berth.kernel.Fd;
import dev.berth.kernel.OpenFlags;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Directories merged by a read-only overlay that is mounted nowhere: reachable by a descriptor only. */
final class MergedView {

    private static final int MS_RDONLY = 1;

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
        try (OverlayOptions options = OverlayOptions.of(layers)) {
            return DetachedOverlay.open(options.text(), MS_RDONLY, "mount a view of", layers.get(0), temporary);
        }
    }
}
