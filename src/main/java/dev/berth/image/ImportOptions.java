package dev.berth.image;

import java.util.Optional;

/**
 * How to make an image of a root file system.
 *
 * @param config its configuration, with what it is for
 * @param message the comment of its history
 */
public record ImportOptions(ImageConfig config, Optional<String> message) {

    /** No configuration, docker's default comment, this machine. */
    public static final ImportOptions NONE = new ImportOptions(ImageConfig.empty(Platform.current()),
            Optional.empty());
}
