package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.List;

/**
 * Outcome of a health check.
 *
 * @param status {@code starting}, {@code healthy} or {@code unhealthy}
 * @param failingStreak failures in a row
 * @param log the last results
 */
@Json(caseInsensitiveKeys = true)
public record HealthState(
        @Json.Property("Status") String status,
        @Json.Property("FailingStreak") int failingStreak,
        @Json.Property("Log") List<HealthResult> log) {

    /** Takes what a server left out as empty. */
    public HealthState {
        status = status == null ? "" : status;
        log = log == null ? List.of() : log;
    }
}
