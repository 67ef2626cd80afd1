package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A port in a summary.
 *
 * @param ip host address
 * @param privatePort container port
 * @param publicPort host port
 * @param type {@code tcp}, {@code udp} or {@code sctp}
 */
@Json(caseInsensitiveKeys = true)
public record PortSummary(
        @Json.Property("IP") Optional<String> ip,
        @Json.Property("PrivatePort") int privatePort,
        @Json.Property("PublicPort") OptionalInt publicPort,
        @Json.Property("Type") String type) {

    /** Takes what a server left out as empty. */
    public PortSummary {
        ip = ip == null ? Optional.empty() : ip;
        publicPort = publicPort == null ? OptionalInt.empty() : publicPort;
        type = type == null ? "" : type;
    }
}
