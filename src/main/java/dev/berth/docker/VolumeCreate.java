package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A volume to make.
 *
 * @param name the name, empty makes one up
 * @param driver {@code local}
 * @param driverOpts driver options
 * @param labels labels
 */
@Json(caseInsensitiveKeys = true)
public record VolumeCreate(
        @Json.Property("Name") String name,
        @Json.Property("Driver") String driver,
        @Json.Property("DriverOpts") Map<String, String> driverOpts,
        @Json.Property("Labels") Map<String, String> labels) {

    /** Takes what a server left out as empty. */
    public VolumeCreate {
        name = name == null ? "" : name;
        driver = driver == null ? "" : driver;
        driverOpts = values(driverOpts);
        labels = values(labels);
    }

    /** Also what a key has no value for is empty, as for Go. */
    private static Map<String, String> values(Map<String, String> sent) {
        Map<String, String> values = new LinkedHashMap<>();
        if (sent != null) {
            sent.forEach((key, value) -> values.put(key, value == null ? "" : value));
        }
        return values;
    }
}
