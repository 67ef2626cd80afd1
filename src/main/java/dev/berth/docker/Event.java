package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.Optional;

/**
 * Something that happened.
 *
 * @param status legacy: the action, for containers and images
 * @param id legacy: the actor
 * @param from legacy: the image
 * @param type {@code container}, {@code image}, {@code volume}, {@code network} or {@code daemon}
 * @param action what happened
 * @param actor to what
 * @param scope {@code local}
 * @param time Unix seconds
 * @param timeNano Unix nanoseconds
 */
@Json(caseInsensitiveKeys = true)
public record Event(
        @Json.Property("status") Optional<String> status,
        @Json.Property("id") Optional<String> id,
        @Json.Property("from") Optional<String> from,
        @Json.Property("Type") String type,
        @Json.Property("Action") String action,
        @Json.Property("Actor") EventActor actor,
        @Json.Property("scope") String scope,
        @Json.Property("time") long time,
        @Json.Property("timeNano") long timeNano) {

    /** Takes what a server left out as empty. */
    public Event {
        status = status == null ? Optional.empty() : status;
        id = id == null ? Optional.empty() : id;
        from = from == null ? Optional.empty() : from;
        type = type == null ? "" : type;
        action = action == null ? "" : action;
        scope = scope == null ? "" : scope;
    }
}
