package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.Map;

/**
 * What an event happened to.
 *
 * @param id id or name
 * @param attributes attributes, labels among them
 */
@Json(caseInsensitiveKeys = true)
public record EventActor(
        @Json.Property("ID") String id,
        @Json.Property("Attributes") Map<String, String> attributes) {

    /** Takes what a server left out as empty. */
    public EventActor {
        id = id == null ? "" : id;
        attributes = attributes == null ? Map.of() : attributes;
    }
}
