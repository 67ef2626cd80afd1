package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.Map;

/**
 * Endpoints asked for when a container is created.
 *
 * @param endpointsConfig settings by network
 */
@Json(caseInsensitiveKeys = true)
public record NetworkingConfig(
        @Json.Property("EndpointsConfig") Map<String, EndpointSettings> endpointsConfig) {

    /** Takes what a server left out as empty. */
    public NetworkingConfig {
        endpointsConfig = endpointsConfig == null ? Map.of() : endpointsConfig;
    }
}
