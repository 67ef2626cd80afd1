package dev.berth.docker;

import io.avaje.jsonb.Json;

/**
 * Where a network's configuration comes from.
 *
 * @param network a network, or empty
 */
@Json(caseInsensitiveKeys = true)
public record ConfigFrom(
        @Json.Property("Network") String network) {

    /** Takes what a server left out as empty. */
    public ConfigFrom {
        network = network == null ? "" : network;
    }

    /** Its own. */
    public static final ConfigFrom NONE = new ConfigFrom("");
}
