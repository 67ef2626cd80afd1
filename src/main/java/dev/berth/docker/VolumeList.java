package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.List;

/**
 * Volumes.
 *
 * @param volumes the volumes
 * @param warnings warnings
 */
@Json(caseInsensitiveKeys = true)
public record VolumeList(
        @Json.Property("Volumes") List<Volume> volumes,
        @Json.Property("Warnings") @Json.Serializer(StringsOrNull.class) List<String> warnings) {

    /** Takes what a server left out as empty. */
    public VolumeList {
        volumes = volumes == null ? List.of() : volumes;
        warnings = warnings == null ? List.of() : warnings;
    }
}
