package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.Optional;

/**
 * A subnet.
 *
 * @param subnet in CIDR form
 * @param ipRange part of it that is handed out
 * @param gateway gateway
 */
@Json(caseInsensitiveKeys = true)
public record IpamConfig(
        @Json.Property("Subnet") Optional<String> subnet,
        @Json.Property("IPRange") Optional<String> ipRange,
        @Json.Property("Gateway") Optional<String> gateway) {

    /** Takes what a server left out as empty. */
    public IpamConfig {
        subnet = subnet == null ? Optional.empty() : subnet;
        ipRange = ipRange == null ? Optional.empty() : ipRange;
        gateway = gateway == null ? Optional.empty() : gateway;
    }
}
