package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.Optional;

/**
 * A profile, as quick launch lists it.
 *
 * @param name the name
 * @param description one line
 * @param image image reference
 * @param source file it comes from, or {@code built-in}
 * @param error why it cannot be used
 */
@Json(caseInsensitiveKeys = true)
public record ProfileSummary(
        @Json.Property("Name") String name,
        @Json.Property("Description") String description,
        @Json.Property("Image") String image,
        @Json.Property("Source") String source,
        @Json.Property("Error") Optional<String> error) {

    /** Takes what a server left out as empty. */
    public ProfileSummary {
        name = name == null ? "" : name;
        description = description == null ? "" : description;
        image = image == null ? "" : image;
        source = source == null ? "" : source;
        error = error == null ? Optional.empty() : error;
    }
}
