package dev.berth.docker;

import io.avaje.jsonb.Json;

/**
 * A path that differs from the image.
 *
 * @param path absolute path
 * @param kind 0 modified, 1 added, 2 deleted
 */
@Json(caseInsensitiveKeys = true)
public record FilesystemChange(
        @Json.Property("Path") String path,
        @Json.Property("Kind") int kind) {

    /** Takes what a server left out as empty. */
    public FilesystemChange {
        path = path == null ? "" : path;
    }
}
