package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A container's end on a network.
 *
 * @param ipamConfig addresses asked for
 * @param links links
 * @param aliases further names
 * @param macAddress hardware address
 * @param driverOpts driver options
 * @param networkId the network
 * @param endpointId the endpoint
 * @param gateway IPv4 gateway
 * @param ipAddress IPv4 address
 * @param ipPrefixLen IPv4 prefix length
 * @param ipv6Gateway IPv6 gateway
 * @param globalIPv6Address IPv6 address
 * @param globalIPv6PrefixLen IPv6 prefix length
 * @param dnsNames names that resolve to it
 */
@Json(caseInsensitiveKeys = true)
public record EndpointSettings(
        @Json.Property("IPAMConfig") Optional<EndpointIpam> ipamConfig,
        @Json.Property("Links") @Json.Serializer(StringsOrNull.class) List<String> links,
        @Json.Property("Aliases") @Json.Serializer(StringsOrNull.class) List<String> aliases,
        @Json.Property("MacAddress") String macAddress,
        @Json.Property("DriverOpts") @Json.Serializer(MapOrNull.class) Map<String, String> driverOpts,
        @Json.Property("NetworkID") String networkId,
        @Json.Property("EndpointID") String endpointId,
        @Json.Property("Gateway") String gateway,
        @Json.Property("IPAddress") String ipAddress,
        @Json.Property("IPPrefixLen") int ipPrefixLen,
        @Json.Property("IPv6Gateway") String ipv6Gateway,
        @Json.Property("GlobalIPv6Address") String globalIPv6Address,
        @Json.Property("GlobalIPv6PrefixLen") int globalIPv6PrefixLen,
        @Json.Property("DNSNames") @Json.Serializer(StringsOrNull.class) List<String> dnsNames) {

    /** Takes what a server left out as empty. */
    public EndpointSettings {
        ipamConfig = ipamConfig == null ? Optional.empty() : ipamConfig;
        links = links == null ? List.of() : links;
        aliases = aliases == null ? List.of() : aliases;
        macAddress = macAddress == null ? "" : macAddress;
        driverOpts = driverOpts == null ? Map.of() : driverOpts;
        networkId = networkId == null ? "" : networkId;
        endpointId = endpointId == null ? "" : endpointId;
        gateway = gateway == null ? "" : gateway;
        ipAddress = ipAddress == null ? "" : ipAddress;
        ipv6Gateway = ipv6Gateway == null ? "" : ipv6Gateway;
        globalIPv6Address = globalIPv6Address == null ? "" : globalIPv6Address;
        dnsNames = dnsNames == null ? List.of() : dnsNames;
    }
}
