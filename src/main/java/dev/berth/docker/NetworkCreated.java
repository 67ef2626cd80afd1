package dev.berth.docker;

import io.avaje.jsonb.Json;

/**
 * Answer to making a network.
 *
 * @param id the id
 * @param warning a warning, or empty
 */
@Json(caseInsensitiveKeys = true)
public record NetworkCreated(
        @Json.Property("Id") String id,
        @Json.Property("Warning") String warning) {

    /** Takes what a server left out as empty. */
    public NetworkCreated {
        id = id == null ? "" : id;
        warning = warning == null ? "" : warning;
    }
}
