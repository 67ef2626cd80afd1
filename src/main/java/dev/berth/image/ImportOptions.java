package dev.berth.image;

import java.util.List;
import java.util.Optional;

/**
 * How to make an image of a root file system.
 *
 * @param changes Dockerfile instructions for its configuration ({@code CMD ["sh"]})
 * @param message the comment of its history
 * @param platform what it is for, this machine's if not given
 */
public record ImportOptions(List<String> changes, Optional<String> message, Optional<Platform> platform) {

    /** No changes, docker's default comment, this machine. */
    public static final ImportOptions NONE = new ImportOptions(List.of(), Optional.empty(), Optional.empty());
}
