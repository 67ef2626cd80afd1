package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.Optional;

/**
 * What stands beside {@code Config} in a create request.
 *
 * @param hostConfig how it meets the host
 * @param networkingConfig its networks
 * @param berth Berth's addition
 */
@Json(caseInsensitiveKeys = true)
public record CreateExtras(
        @Json.Property("HostConfig") Optional<HostConfig> hostConfig,
        @Json.Property("NetworkingConfig") Optional<NetworkingConfig> networkingConfig,
        @Json.Property("Berth") Optional<BerthCreate> berth) {

    /** Takes what a server left out as empty. */
    public CreateExtras {
        hostConfig = hostConfig == null ? Optional.empty() : hostConfig;
        networkingConfig = networkingConfig == null ? Optional.empty() : networkingConfig;
        berth = berth == null ? Optional.empty() : berth;
    }
}
