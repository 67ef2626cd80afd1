package dev.berth.image.store;

import java.nio.file.Path;

/**
 * A layer that is being written: the upper directory of an overlay in the place where unpacked layers are, so that it
 * becomes one of them by being renamed. What a crash leaves of it is removed when the store is opened.
 *
 * @param place its temporary directory
 */
public record LayerDraft(Path place) {

    /** The upper directory, which becomes the layer. */
    public Path upper() {
        return place.resolve("diff");
    }

    /** The overlay's work directory beside it. */
    public Path work() {
        return place.resolve("work");
    }
}
