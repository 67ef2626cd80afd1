package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.Map;
import java.util.Optional;

/**
 * A network to make.
 *
 * @param name the name
 * @param driver driver name
 * @param internal whether it is cut off
 * @param attachable swarm only
 * @param enableIPv6 whether it has IPv6
 * @param ipam addresses
 * @param options driver options
 * @param labels labels
 */
@Json(caseInsensitiveKeys = true)
public record NetworkCreate(
        @Json.Property("Name") String name,
        @Json.Property("Driver") String driver,
        @Json.Property("Internal") boolean internal,
        @Json.Property("Attachable") boolean attachable,
        @Json.Property("EnableIPv6") boolean enableIPv6,
        @Json.Property("IPAM") Optional<Ipam> ipam,
        @Json.Property("Options") Map<String, String> options,
        @Json.Property("Labels") Map<String, String> labels) {

    /** Takes what a server left out as empty. */
    public NetworkCreate {
        name = name == null ? "" : name;
        driver = driver == null ? "" : driver;
        ipam = ipam == null ? Optional.empty() : ipam;
        options = options == null ? Map.of() : options;
        labels = labels == null ? Map.of() : labels;
    }
}
