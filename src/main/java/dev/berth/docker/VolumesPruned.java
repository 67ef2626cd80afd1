package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.List;

/**
 * Answer to pruning volumes.
 *
 * @param volumesDeleted names
 * @param spaceReclaimed bytes
 */
@Json(caseInsensitiveKeys = true)
public record VolumesPruned(
        @Json.Property("VolumesDeleted") @Json.Serializer(Strings.class) List<String> volumesDeleted,
        @Json.Property("SpaceReclaimed") long spaceReclaimed) {

    /** Takes what a server left out as empty. */
    public VolumesPruned {
        volumesDeleted = volumesDeleted == null ? List.of() : volumesDeleted;
    }
}
