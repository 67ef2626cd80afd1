package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.OptionalLong;

/**
 * Processes.
 *
 * @param current now
 * @param limit limit
 */
@Json(caseInsensitiveKeys = true)
public record PidsStats(
        @Json.Property("current") OptionalLong current,
        @Json.Property("limit") OptionalLong limit) {

    /** Takes what a server left out as empty. */
    public PidsStats {
        current = current == null ? OptionalLong.empty() : current;
        limit = limit == null ? OptionalLong.empty() : limit;
    }

    /** Not running. */
    public static final PidsStats NONE = new PidsStats(OptionalLong.empty(), OptionalLong.empty());
}
