package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.List;

/**
 * Plug-ins of the engine by kind.
 *
 * @param volume volume drivers
 * @param network network drivers
 * @param authorization authorization
 * @param log log drivers
 */
@Json(caseInsensitiveKeys = true)
public record Plugins(
        @Json.Property("Volume") @Json.Serializer(Strings.class) List<String> volume,
        @Json.Property("Network") @Json.Serializer(Strings.class) List<String> network,
        @Json.Property("Authorization") @Json.Serializer(StringsOrNull.class) List<String> authorization,
        @Json.Property("Log") @Json.Serializer(Strings.class) List<String> log) {

    /** Takes what a server left out as empty. */
    public Plugins {
        volume = volume == null ? List.of() : volume;
        network = network == null ? List.of() : network;
        authorization = authorization == null ? List.of() : authorization;
        log = log == null ? List.of() : log;
    }
}
