package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.List;

/**
 * Processes of a container as {@code ps} shows them.
 *
 * @param titles column titles
 * @param processes one row a process
 */
@Json(caseInsensitiveKeys = true)
public record TopResult(
        @Json.Property("Titles") @Json.Serializer(Strings.class) List<String> titles,
        @Json.Property("Processes") @Json.Serializer(Rows.class) List<List<String>> processes) {

    /** Takes what a server left out as empty. */
    public TopResult {
        titles = titles == null ? List.of() : titles;
        processes = processes == null ? List.of() : processes;
    }
}
