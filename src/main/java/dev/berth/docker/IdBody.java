package dev.berth.docker;

import io.avaje.jsonb.Json;

/**
 * An answer that is an id.
 *
 * @param id the id
 */
@Json(caseInsensitiveKeys = true)
public record IdBody(
        @Json.Property("Id") String id) {

    /** Takes what a server left out as empty. */
    public IdBody {
        id = id == null ? "" : id;
    }
}
