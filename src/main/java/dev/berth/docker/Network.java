package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.Map;

/**
 * A network.
 *
 * @param name the name
 * @param id the id
 * @param created RFC 3339
 * @param scope {@code local}
 * @param driver driver name
 * @param enableIPv4 whether it has IPv4
 * @param enableIPv6 whether it has IPv6
 * @param ipam addresses
 * @param internal whether it is cut off
 * @param attachable swarm only
 * @param ingress swarm only
 * @param configFrom swarm only
 * @param configOnly swarm only
 * @param containers containers by id
 * @param options driver options
 * @param labels labels
 */
@Json(caseInsensitiveKeys = true)
public record Network(
        @Json.Property("Name") String name,
        @Json.Property("Id") String id,
        @Json.Property("Created") String created,
        @Json.Property("Scope") String scope,
        @Json.Property("Driver") String driver,
        @Json.Property("EnableIPv4") boolean enableIPv4,
        @Json.Property("EnableIPv6") boolean enableIPv6,
        @Json.Property("IPAM") Ipam ipam,
        @Json.Property("Internal") boolean internal,
        @Json.Property("Attachable") boolean attachable,
        @Json.Property("Ingress") boolean ingress,
        @Json.Property("ConfigFrom") ConfigFrom configFrom,
        @Json.Property("ConfigOnly") boolean configOnly,
        @Json.Property("Containers") Map<String, NetworkContainer> containers,
        @Json.Property("Options") Map<String, String> options,
        @Json.Property("Labels") Map<String, String> labels) {

    /** Takes what a server left out as empty. */
    public Network {
        name = name == null ? "" : name;
        id = id == null ? "" : id;
        created = created == null ? "" : created;
        scope = scope == null ? "" : scope;
        driver = driver == null ? "" : driver;
        ipam = ipam == null ? Ipam.NONE : ipam;
        configFrom = configFrom == null ? ConfigFrom.NONE : configFrom;
        containers = containers == null ? Map.of() : containers;
        options = options == null ? Map.of() : options;
        labels = labels == null ? Map.of() : labels;
    }
}
