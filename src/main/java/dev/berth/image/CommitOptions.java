package dev.berth.image;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How to make an image of a container.
 *
 * @param config the container's configuration, which the image takes over
 * @param changes Dockerfile instructions on top of it
 * @param author who
 * @param comment what is said about it
 * @param createdBy the container's command, for the history
 * @param excluded relative paths that the engine put into the container, to leave out
 */
public record CommitOptions(ImageConfig config, List<String> changes, Optional<String> author, Optional<String> comment,
        String createdBy, Set<String> excluded) {
}
