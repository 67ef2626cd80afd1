package dev.berth.docker;

import io.avaje.jsonb.Json;

/**
 * A profile as TOML.
 *
 * @param name the name
 * @param text TOML
 */
@Json(caseInsensitiveKeys = true)
public record ProfileText(
        @Json.Property("Name") String name,
        @Json.Property("Text") String text) {

    /** Takes what a server left out as empty. */
    public ProfileText {
        name = name == null ? "" : name;
        text = text == null ? "" : text;
    }
}
