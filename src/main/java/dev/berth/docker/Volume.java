package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.Map;
import java.util.Optional;

/**
 * A volume.
 *
 * @param createdAt RFC 3339
 * @param driver {@code local}
 * @param labels labels
 * @param mountpoint path on the host
 * @param name the name
 * @param options driver options
 * @param scope {@code local}
 * @param usageData only where disk usage was asked for
 */
@Json(caseInsensitiveKeys = true)
public record Volume(
        @Json.Property("CreatedAt") String createdAt,
        @Json.Property("Driver") String driver,
        @Json.Property("Labels") @Json.Serializer(MapOrNull.class) Map<String, String> labels,
        @Json.Property("Mountpoint") String mountpoint,
        @Json.Property("Name") String name,
        @Json.Property("Options") @Json.Serializer(MapOrNull.class) Map<String, String> options,
        @Json.Property("Scope") String scope,
        @Json.Property("UsageData") Optional<VolumeUsage> usageData) {

    /** Takes what a server left out as empty. */
    public Volume {
        createdAt = createdAt == null ? "" : createdAt;
        driver = driver == null ? "" : driver;
        labels = labels == null ? Map.of() : labels;
        mountpoint = mountpoint == null ? "" : mountpoint;
        name = name == null ? "" : name;
        options = options == null ? Map.of() : options;
        scope = scope == null ? "" : scope;
        usageData = usageData == null ? Optional.empty() : usageData;
    }
}
