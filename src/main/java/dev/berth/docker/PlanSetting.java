package dev.berth.docker;

import io.avaje.jsonb.Json;

/**
 * A value written into a cgroup file.
 *
 * @param file controller and file
 * @param value the value
 * @param key profile key that asked for it
 */
@Json(caseInsensitiveKeys = true)
public record PlanSetting(
        @Json.Property("File") String file,
        @Json.Property("Value") String value,
        @Json.Property("Key") String key) {

    /** Takes what a server left out as empty. */
    public PlanSetting {
        file = file == null ? "" : file;
        value = value == null ? "" : value;
        key = key == null ? "" : key;
    }
}
