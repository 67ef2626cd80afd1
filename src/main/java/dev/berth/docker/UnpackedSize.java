package dev.berth.docker;

import io.avaje.jsonb.Json;

/**
 * Size of unpacked files.
 *
 * @param unpacked bytes
 */
@Json(caseInsensitiveKeys = true)
public record UnpackedSize(
        @Json.Property("Unpacked") long unpacked) {
}
