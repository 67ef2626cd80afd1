package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.List;
import java.util.Optional;

/**
 * Addresses asked for.
 *
 * @param ipv4Address IPv4 address
 * @param ipv6Address IPv6 address
 * @param linkLocalIps link-local addresses
 */
@Json(caseInsensitiveKeys = true)
public record EndpointIpam(
        @Json.Property("IPv4Address") Optional<String> ipv4Address,
        @Json.Property("IPv6Address") Optional<String> ipv6Address,
        @Json.Property("LinkLocalIPs") @Json.Serializer(StringsOrAbsent.class) List<String> linkLocalIps) {

    /** Takes what a server left out as empty. */
    public EndpointIpam {
        ipv4Address = ipv4Address == null ? Optional.empty() : ipv4Address;
        ipv6Address = ipv6Address == null ? Optional.empty() : ipv6Address;
        linkLocalIps = linkLocalIps == null ? List.of() : linkLocalIps;
    }
}
