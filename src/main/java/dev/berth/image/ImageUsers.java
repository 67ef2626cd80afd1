package dev.berth.image;

import java.util.List;

/** Knows which containers use an image. The engine answers; the store asks before it removes. */
@FunctionalInterface
public interface ImageUsers {

    /** Nobody uses anything. */
    ImageUsers NOBODY = id -> List.of();

    /**
     * The containers, also stopped ones, that were made from an image.
     *
     * @param id the image
     */
    List<User> of(ImageId id);

    /**
     * A container that uses an image.
     *
     * @param containerId its full id
     * @param running whether it runs now (or is paused or restarting)
     */
    record User(String containerId, boolean running) {
    }
}
