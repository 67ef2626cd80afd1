package dev.berth.docker;

import io.avaje.jsonb.Json;

/**
 * A container on a network.
 *
 * @param name the name
 * @param endpointId the endpoint
 * @param macAddress hardware address
 * @param ipv4Address IPv4 address in CIDR form
 * @param ipv6Address IPv6 address in CIDR form
 */
@Json(caseInsensitiveKeys = true)
public record NetworkContainer(
        @Json.Property("Name") String name,
        @Json.Property("EndpointID") String endpointId,
        @Json.Property("MacAddress") String macAddress,
        @Json.Property("IPv4Address") String ipv4Address,
        @Json.Property("IPv6Address") String ipv6Address) {

    /** Takes what a server left out as empty. */
    public NetworkContainer {
        name = name == null ? "" : name;
        endpointId = endpointId == null ? "" : endpointId;
        macAddress = macAddress == null ? "" : macAddress;
        ipv4Address = ipv4Address == null ? "" : ipv4Address;
        ipv6Address = ipv6Address == null ? "" : ipv6Address;
    }
}
