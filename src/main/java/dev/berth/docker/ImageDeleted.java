package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.Optional;

/**
 * A name or layer that went.
 *
 * @param untagged a name
 * @param deleted an id
 */
@Json(caseInsensitiveKeys = true)
public record ImageDeleted(
        @Json.Property("Untagged") Optional<String> untagged,
        @Json.Property("Deleted") Optional<String> deleted) {

    /** Takes what a server left out as empty. */
    public ImageDeleted {
        untagged = untagged == null ? Optional.empty() : untagged;
        deleted = deleted == null ? Optional.empty() : deleted;
    }
}
