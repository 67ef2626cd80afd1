package dev.berth.docker;

import io.avaje.jsonb.Json;

/**
 * What a variant of an image takes on disk.
 *
 * @param content bytes of its documents and layers as they came
 * @param total the same and its unpacked files, in bytes
 */
@Json(caseInsensitiveKeys = true)
public record ManifestSize(
        @Json.Property("Content") long content,
        @Json.Property("Total") long total) {
}
