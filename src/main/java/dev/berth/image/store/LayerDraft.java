package dev.berth.image.store;

import java.nio.file.Path;
import java.util.List;

/**
 * A layer that is being written, in the place where unpacked layers are, so that it becomes one of them by being
 * renamed. What a crash leaves of it is removed when the store is opened.
 *
 * @param place its temporary directory
 * @param kind how it is written
 * @param lowers the layers below, the top one first; none where it is written without them
 */
public record LayerDraft(Path place, Kind kind, List<Path> lowers) {

    /** How a layer is written. */
    public enum Kind {
        /** As the upper directory of an overlay on the layers below. */
        OVERLAY,
        /** In a copy of all that is below, for file systems without overlay. */
        COPY,
        /** Without the layers below, whose links and directories it does not see. */
        OWN
    }

    /** Keeps its own copy of the list. */
    public LayerDraft {
        lowers = List.copyOf(lowers);
    }

    /** The directory that becomes the layer. */
    public Path upper() {
        return place.resolve("diff");
    }

    /** The overlay's work directory beside it. */
    public Path work() {
        return place.resolve("work");
    }
}
