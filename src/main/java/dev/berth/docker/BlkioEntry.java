package dev.berth.docker;

import io.avaje.jsonb.Json;

/**
 * A counter of a block device.
 *
 * @param major major number
 * @param minor minor number
 * @param op {@code read} or {@code write}
 * @param value the count
 */
@Json(caseInsensitiveKeys = true)
public record BlkioEntry(
        @Json.Property("major") long major,
        @Json.Property("minor") long minor,
        @Json.Property("op") String op,
        @Json.Property("value") long value) {

    /** Takes what a server left out as empty. */
    public BlkioEntry {
        op = op == null ? "" : op;
    }
}
