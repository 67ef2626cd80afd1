package dev.berth.build.dockerfile;

import java.util.Optional;

/**
 * {@code FROM [--platform=PLATFORM] BASE [AS NAME]}.
 *
 * @param source where it stands
 * @param base an image, an earlier stage or {@code scratch}; may hold global arguments
 * @param platform of the base, as written; may hold global arguments
 * @param name the stage's, in small letters
 */
public record From(Source source, String base, Optional<String> platform, Optional<String> name)
        implements Instruction {
}
