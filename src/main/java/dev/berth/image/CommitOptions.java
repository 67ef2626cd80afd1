package dev.berth.image;

import java.util.Optional;
import java.util.Set;

/**
 * How to make an image of a container.
 *
 * @param config the image's configuration
 * @param author who
 * @param comment what is said about it
 * @param createdBy the container's command, for the history
 * @param excluded relative paths that the engine put into the container, to leave out
 */
public record CommitOptions(ImageConfig config, Optional<String> author, Optional<String> comment,
        String createdBy, Set<String> excluded) {
}
