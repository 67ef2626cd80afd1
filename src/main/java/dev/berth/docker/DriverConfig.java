package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.Map;
import java.util.Optional;

/**
 * A volume driver.
 *
 * @param name driver name
 * @param options options
 */
@Json(caseInsensitiveKeys = true)
public record DriverConfig(
        @Json.Property("Name") Optional<String> name,
        @Json.Property("Options") @Json.Serializer(MapOrAbsent.class) Map<String, String> options) {

    /** Takes what a server left out as empty. */
    public DriverConfig {
        name = name == null ? Optional.empty() : name;
        options = options == null ? Map.of() : options;
    }
}
