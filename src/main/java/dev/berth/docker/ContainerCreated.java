package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.List;

/**
 * Answer to a create request.
 *
 * @param id the new id
 * @param warnings what could not be had
 */
@Json(caseInsensitiveKeys = true)
public record ContainerCreated(
        @Json.Property("Id") String id,
        @Json.Property("Warnings") @Json.Serializer(Strings.class) List<String> warnings) {

    /** Takes what a server left out as empty. */
    public ContainerCreated {
        id = id == null ? "" : id;
        warnings = warnings == null ? List.of() : warnings;
    }
}
