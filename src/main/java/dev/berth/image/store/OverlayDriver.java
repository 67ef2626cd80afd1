package dev.berth.image.store;

import dev.berth.image.layer.WhiteoutMarks;
import java.nio.file.Path;
import java.util.List;

/** Layers are an overlay's lower directories, shared by all; a container has an upper directory. */
final class OverlayDriver implements StorageDriver {

    /** Docker's name for it. */
    static final String NAME = "overlay2";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String directory() {
        return "layers";
    }

    @Override
    public WhiteoutMarks marks() {
        return WhiteoutMarks.OVERLAY;
    }

    @Override
    public void settle(Path place, List<Path> below) {
        // overlay takes it as it is
    }

    @Override
    public LayerDraft.Kind drafts() {
        return LayerDraft.Kind.OVERLAY;
    }

    @Override
    public List<Path> lowers(List<Path> layers) {
        return layers;
    }

    @Override
    public WritableLayer writable(Path directory, Path temporary) {
        return new OverlayWritableLayer(directory, temporary);
    }
}
