package dev.berth.docker;

import io.avaje.jsonb.Json;

/**
 * Use of a volume.
 *
 * @param size bytes, -1 not counted
 * @param refCount containers, -1 not counted
 */
@Json(caseInsensitiveKeys = true)
public record VolumeUsage(
        @Json.Property("Size") long size,
        @Json.Property("RefCount") long refCount) {
}
