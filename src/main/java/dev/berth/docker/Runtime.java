package dev.berth.docker;

import io.avaje.jsonb.Json;

/**
 * A runtime of the engine.
 *
 * @param path its program
 */
@Json(caseInsensitiveKeys = true)
public record Runtime(
        @Json.Property("path") String path) {

    /** Takes what a server left out as empty. */
    public Runtime {
        path = path == null ? "" : path;
    }
}
