package dev.berth.docker;

import io.avaje.jsonb.Json;

/**
 * Block weight of a device.
 *
 * @param path device path
 * @param weight 10 to 1000
 */
@Json(caseInsensitiveKeys = true)
public record WeightDevice(
        @Json.Property("Path") String path,
        @Json.Property("Weight") int weight) {

    /** Takes what a server left out as empty. */
    public WeightDevice {
        path = path == null ? "" : path;
    }
}
