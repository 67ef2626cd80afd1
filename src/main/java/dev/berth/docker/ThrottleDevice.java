package dev.berth.docker;

import io.avaje.jsonb.Json;

/**
 * Rate limit of a device.
 *
 * @param path device path
 * @param rate bytes or operations a second
 */
@Json(caseInsensitiveKeys = true)
public record ThrottleDevice(
        @Json.Property("Path") String path,
        @Json.Property("Rate") long rate) {

    /** Takes what a server left out as empty. */
    public ThrottleDevice {
        path = path == null ? "" : path;
    }
}
