package dev.berth.console;

import java.util.Optional;

/**
 * A profile as the console lists it.
 *
 * @param name its name
 * @param description one line
 * @param image the image that it launches
 * @param origin the file it comes from, or {@code built-in}
 * @param error why it cannot be used
 */
public record ProfileItem(String name, String description, String image, String origin, Optional<String> error) {
}
