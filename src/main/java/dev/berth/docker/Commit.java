package dev.berth.docker;

import io.avaje.jsonb.Json;

/**
 * Revision of a program.
 *
 * @param id revision
 * @param expected revision expected
 */
@Json(caseInsensitiveKeys = true)
public record Commit(
        @Json.Property("ID") String id,
        @Json.Property("Expected") String expected) {

    /** Takes what a server left out as empty. */
    public Commit {
        id = id == null ? "" : id;
        expected = expected == null ? "" : expected;
    }
}
