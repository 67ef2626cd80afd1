package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.List;

/**
 * Answer to pruning networks.
 *
 * @param networksDeleted names
 */
@Json(caseInsensitiveKeys = true)
public record NetworksPruned(
        @Json.Property("NetworksDeleted") @Json.Serializer(StringsOrNull.class) List<String> networksDeleted) {

    /** Takes what a server left out as empty. */
    public NetworksPruned {
        networksDeleted = networksDeleted == null ? List.of() : networksDeleted;
    }
}
