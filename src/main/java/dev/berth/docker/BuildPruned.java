package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.List;

/**
 * Answer to pruning the build cache.
 *
 * @param cachesDeleted ids
 * @param spaceReclaimed bytes
 */
@Json(caseInsensitiveKeys = true)
public record BuildPruned(
        @Json.Property("CachesDeleted") @Json.Serializer(StringsOrNull.class) List<String> cachesDeleted,
        @Json.Property("SpaceReclaimed") long spaceReclaimed) {

    /** Takes what a server left out as empty. */
    public BuildPruned {
        cachesDeleted = cachesDeleted == null ? List.of() : cachesDeleted;
    }
}
