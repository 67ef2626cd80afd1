package dev.berth.docker;

import io.avaje.jsonb.Json;

/**
 * Name of a product.
 *
 * @param name the name
 */
@Json(caseInsensitiveKeys = true)
public record PlatformName(
        @Json.Property("Name") String name) {

    /** Takes what a server left out as empty. */
    public PlatformName {
        name = name == null ? "" : name;
    }
}
