package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.Optional;

/**
 * A container to connect or disconnect.
 *
 * @param container name or id
 * @param endpointConfig its end
 * @param force whether a dead endpoint goes too
 */
@Json(caseInsensitiveKeys = true)
public record NetworkConnect(
        @Json.Property("Container") String container,
        @Json.Property("EndpointConfig") Optional<EndpointSettings> endpointConfig,
        @Json.Property("Force") boolean force) {

    /** Takes what a server left out as empty. */
    public NetworkConnect {
        container = container == null ? "" : container;
        endpointConfig = endpointConfig == null ? Optional.empty() : endpointConfig;
    }
}
