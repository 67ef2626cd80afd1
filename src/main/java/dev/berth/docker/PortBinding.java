package dev.berth.docker;

import io.avaje.jsonb.Json;

/**
 * A host port.
 *
 * @param hostIp host address, empty is all
 * @param hostPort port or range, empty lets the engine choose
 */
@Json(caseInsensitiveKeys = true)
public record PortBinding(
        @Json.Property("HostIp") String hostIp,
        @Json.Property("HostPort") String hostPort) {

    /** Takes what a server left out as empty. */
    public PortBinding {
        hostIp = hostIp == null ? "" : hostIp;
        hostPort = hostPort == null ? "" : hostPort;
    }
}
