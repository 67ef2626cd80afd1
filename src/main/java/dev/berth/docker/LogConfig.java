package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.Map;

/**
 * Log driver and its options.
 *
 * @param type driver name
 * @param config options
 */
@Json(caseInsensitiveKeys = true)
public record LogConfig(
        @Json.Property("Type") String type,
        @Json.Property("Config") Map<String, String> config) {

    /** Takes what a server left out as empty. */
    public LogConfig {
        type = type == null ? "" : type;
        config = config == null ? Map.of() : config;
    }

    /** No driver named. */
    public static final LogConfig NONE = new LogConfig("", Map.of());
}
