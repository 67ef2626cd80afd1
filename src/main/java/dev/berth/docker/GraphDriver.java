package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.Map;

/**
 * Storage driver and where it keeps a root file system.
 *
 * @param name driver name
 * @param data driver data
 */
@Json(caseInsensitiveKeys = true)
public record GraphDriver(
        @Json.Property("Name") String name,
        @Json.Property("Data") @Json.Serializer(MapOrNull.class) Map<String, String> data) {

    /** Takes what a server left out as empty. */
    public GraphDriver {
        name = name == null ? "" : name;
        data = data == null ? Map.of() : data;
    }

    /** Not said. */
    public static final GraphDriver NONE = new GraphDriver("", Map.of());
}
