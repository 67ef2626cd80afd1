package dev.berth.docker;

import io.avaje.jsonb.Json;

/**
 * A path that a layer of an image adds, changes or deletes; Berth's own.
 *
 * @param path absolute path
 * @param kind 0 modified, 1 added, 2 deleted
 * @param size bytes of a regular file
 */
@Json(caseInsensitiveKeys = true)
public record ImageFile(
        @Json.Property("Path") String path,
        @Json.Property("Kind") int kind,
        @Json.Property("Size") long size) {

    /** Takes what a server left out as empty. */
    public ImageFile {
        path = path == null ? "" : path;
    }
}
