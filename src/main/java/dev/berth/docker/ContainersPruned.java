package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.List;

/**
 * Answer to pruning containers.
 *
 * @param containersDeleted ids
 * @param spaceReclaimed bytes
 */
@Json(caseInsensitiveKeys = true)
public record ContainersPruned(
        @Json.Property("ContainersDeleted") @Json.Serializer(StringsOrNull.class) List<String> containersDeleted,
        @Json.Property("SpaceReclaimed") long spaceReclaimed) {

    /** Takes what a server left out as empty. */
    public ContainersPruned {
        containersDeleted = containersDeleted == null ? List.of() : containersDeleted;
    }
}
