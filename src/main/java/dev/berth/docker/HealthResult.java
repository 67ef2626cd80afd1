package dev.berth.docker;

import io.avaje.jsonb.Json;

/**
 * One run of a health check.
 *
 * @param start RFC 3339
 * @param end RFC 3339
 * @param exitCode 0 is healthy
 * @param output what it printed
 */
@Json(caseInsensitiveKeys = true)
public record HealthResult(
        @Json.Property("Start") String start,
        @Json.Property("End") String end,
        @Json.Property("ExitCode") int exitCode,
        @Json.Property("Output") String output) {

    /** Takes what a server left out as empty. */
    public HealthResult {
        start = start == null ? "" : start;
        end = end == null ? "" : end;
        output = output == null ? "" : output;
    }
}
