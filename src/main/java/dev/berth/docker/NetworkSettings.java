package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.List;
import java.util.Map;

/**
 * Networks of a container.
 *
 * @param bridge legacy, empty
 * @param sandboxId network namespace
 * @param sandboxKey path of the network namespace
 * @param ports host ports by container port
 * @param hairpinMode legacy
 * @param linkLocalIPv6Address legacy
 * @param linkLocalIPv6PrefixLen legacy
 * @param secondaryIpAddresses legacy
 * @param secondaryIPv6Addresses legacy
 * @param endpointId endpoint on the default bridge
 * @param gateway gateway on the default bridge
 * @param globalIPv6Address IPv6 address on the default bridge
 * @param globalIPv6PrefixLen its prefix length
 * @param ipAddress IPv4 address on the default bridge
 * @param ipPrefixLen its prefix length
 * @param ipv6Gateway IPv6 gateway on the default bridge
 * @param macAddress hardware address on the default bridge
 * @param networks endpoints by network
 */
@Json(caseInsensitiveKeys = true)
public record NetworkSettings(
        @Json.Property("Bridge") String bridge,
        @Json.Property("SandboxID") String sandboxId,
        @Json.Property("SandboxKey") String sandboxKey,
        @Json.Property("Ports") @Json.Serializer(PortBindings.class) Map<String, List<PortBinding>> ports,
        @Json.Property("HairpinMode") boolean hairpinMode,
        @Json.Property("LinkLocalIPv6Address") String linkLocalIPv6Address,
        @Json.Property("LinkLocalIPv6PrefixLen") int linkLocalIPv6PrefixLen,
        @Json.Property("SecondaryIPAddresses") @Json.Serializer(StringsOrNull.class) List<String> secondaryIpAddresses,
        @Json.Property("SecondaryIPv6Addresses") @Json.Serializer(StringsOrNull.class)
                List<String> secondaryIPv6Addresses,
        @Json.Property("EndpointID") String endpointId,
        @Json.Property("Gateway") String gateway,
        @Json.Property("GlobalIPv6Address") String globalIPv6Address,
        @Json.Property("GlobalIPv6PrefixLen") int globalIPv6PrefixLen,
        @Json.Property("IPAddress") String ipAddress,
        @Json.Property("IPPrefixLen") int ipPrefixLen,
        @Json.Property("IPv6Gateway") String ipv6Gateway,
        @Json.Property("MacAddress") String macAddress,
        @Json.Property("Networks") Map<String, EndpointSettings> networks) {

    /** Takes what a server left out as empty. */
    public NetworkSettings {
        bridge = bridge == null ? "" : bridge;
        sandboxId = sandboxId == null ? "" : sandboxId;
        sandboxKey = sandboxKey == null ? "" : sandboxKey;
        ports = ports == null ? Map.of() : ports;
        linkLocalIPv6Address = linkLocalIPv6Address == null ? "" : linkLocalIPv6Address;
        secondaryIpAddresses = secondaryIpAddresses == null ? List.of() : secondaryIpAddresses;
        secondaryIPv6Addresses = secondaryIPv6Addresses == null ? List.of() : secondaryIPv6Addresses;
        endpointId = endpointId == null ? "" : endpointId;
        gateway = gateway == null ? "" : gateway;
        globalIPv6Address = globalIPv6Address == null ? "" : globalIPv6Address;
        ipAddress = ipAddress == null ? "" : ipAddress;
        ipv6Gateway = ipv6Gateway == null ? "" : ipv6Gateway;
        macAddress = macAddress == null ? "" : macAddress;
        networks = networks == null ? Map.of() : networks;
    }

    /** A container without a running network. */
    public static NetworkSettings of(Map<String, EndpointSettings> networks, Map<String, List<PortBinding>> ports,
            String sandboxKey) {
        return new NetworkSettings("", "", sandboxKey, ports, false, "", 0, List.of(), List.of(), "", "", "", 0, "", 0,
                "", "", networks);
    }
}
