package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.List;
import java.util.Map;

/**
 * Address management of a network.
 *
 * @param driver {@code default}
 * @param options driver options
 * @param config subnets
 */
@Json(caseInsensitiveKeys = true)
public record Ipam(
        @Json.Property("Driver") String driver,
        @Json.Property("Options") @Json.Serializer(MapOrNull.class) Map<String, String> options,
        @Json.Property("Config") List<IpamConfig> config) {

    /** Takes what a server left out as empty. */
    public Ipam {
        driver = driver == null ? "" : driver;
        options = options == null ? Map.of() : options;
        config = config == null ? List.of() : config;
    }

    /** No addresses. */
    public static final Ipam NONE = new Ipam("default", Map.of(), List.of());
}
