package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.List;

/**
 * Answer to an update.
 *
 * @param warnings what could not be had
 */
@Json(caseInsensitiveKeys = true)
public record ContainerUpdated(
        @Json.Property("Warnings") @Json.Serializer(StringsOrNull.class) List<String> warnings) {

    /** Takes what a server left out as empty. */
    public ContainerUpdated {
        warnings = warnings == null ? List.of() : warnings;
    }
}
