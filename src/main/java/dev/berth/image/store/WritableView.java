package dev.berth.image.store;

import dev.berth.kernel.Fd;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A layer being written on top of others, as an overlay that is mounted nowhere: reachable by a descriptor only. */
final class WritableView {

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
        try (OverlayOptions options = OverlayOptions.of(draft, lowers)) {
            return DetachedOverlay.open(options.text(), 0, "mount a layer to write over", lowers.get(0), temporary);
        }
    }
}
