package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.Optional;

/**
 * A step in the build cache, or a directory that steps share.
 *
 * @param id its key or name
 * @param type {@code regular}: a layer; {@code exec.cachemount}: a directory
 * @param description what it is
 * @param inUse whether it cannot be removed now
 * @param shared whether its layer is an image's too, or another record's
 * @param size bytes that removing it gives back; those of the layer, if it is shared
 * @param createdAt when it was carried out, RFC 3339
 * @param lastUsedAt when it was used last
 * @param usageCount how often it was used since it was made, as far as is known
 */
@Json(caseInsensitiveKeys = true)
public record BuildCacheRecord(
        @Json.Property("ID") String id,
        @Json.Property("Type") String type,
        @Json.Property("Description") String description,
        @Json.Property("InUse") boolean inUse,
        @Json.Property("Shared") boolean shared,
        @Json.Property("Size") long size,
        @Json.Property("CreatedAt") Optional<String> createdAt,
        @Json.Property("LastUsedAt") Optional<String> lastUsedAt,
        @Json.Property("UsageCount") int usageCount) {

    /** Takes what a server left out as empty. */
    public BuildCacheRecord {
        id = id == null ? "" : id;
        type = type == null ? "" : type;
        description = description == null ? "" : description;
        createdAt = createdAt == null ? Optional.empty() : createdAt;
        lastUsedAt = lastUsedAt == null ? Optional.empty() : lastUsedAt;
    }
}
