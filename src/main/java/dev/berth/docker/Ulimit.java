package dev.berth.docker;

import io.avaje.jsonb.Json;

/**
 * A resource limit; -1 is without limit.
 *
 * @param name lower-case name without {@code RLIMIT_}
 * @param hard hard limit
 * @param soft soft limit
 */
@Json(caseInsensitiveKeys = true)
public record Ulimit(
        @Json.Property("Name") String name,
        @Json.Property("Hard") long hard,
        @Json.Property("Soft") long soft) {

    /** Takes what a server left out as empty. */
    public Ulimit {
        name = name == null ? "" : name;
    }
}
