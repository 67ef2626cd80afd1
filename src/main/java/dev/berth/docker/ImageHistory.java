package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.List;

/**
 * A step of an image's making.
 *
 * @param id image id or {@code <missing>}
 * @param created Unix seconds
 * @param createdBy instruction
 * @param tags names
 * @param size bytes
 * @param comment comment
 */
@Json(caseInsensitiveKeys = true)
public record ImageHistory(
        @Json.Property("Id") String id,
        @Json.Property("Created") long created,
        @Json.Property("CreatedBy") String createdBy,
        @Json.Property("Tags") @Json.Serializer(StringsOrNull.class) List<String> tags,
        @Json.Property("Size") long size,
        @Json.Property("Comment") String comment) {

    /** Takes what a server left out as empty. */
    public ImageHistory {
        id = id == null ? "" : id;
        createdBy = createdBy == null ? "" : createdBy;
        tags = tags == null ? List.of() : tags;
        comment = comment == null ? "" : comment;
    }
}
