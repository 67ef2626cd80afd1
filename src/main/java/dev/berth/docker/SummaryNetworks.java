package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.Map;

/**
 * The part of {@code NetworkSettings} in a summary.
 *
 * @param networks endpoints by network
 */
@Json(caseInsensitiveKeys = true)
public record SummaryNetworks(
        @Json.Property("Networks") Map<String, EndpointSettings> networks) {

    /** Takes what a server left out as empty. */
    public SummaryNetworks {
        networks = networks == null ? Map.of() : networks;
    }

    /** No network. */
    public static final SummaryNetworks NONE = new SummaryNetworks(Map.of());
}
