package dev.berth.profile.toml;

import java.util.Optional;

/**
 * A profile that can be launched by name.
 *
 * @param name its name
 * @param source the file's path, or {@code shipped}
 * @param description what it is for, if it says so
 * @param image what it runs, if it or a profile below it says so
 * @param problem why it cannot be used, if so
 */
public record ProfileSource(String name, String source, Optional<String> description, Optional<String> image,
        Optional<String> problem) {

    /** The source of profiles that come with Berth. */
    public static final String SHIPPED = "shipped";
}
