package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.List;

/**
 * Use of resources of all running containers at an instant, one line of Berth's stream.
 *
 * @param time RFC 3339
 * @param containers one row a container
 */
@Json(caseInsensitiveKeys = true)
public record UsageSample(
        @Json.Property("Time") String time,
        @Json.Property("Containers") List<UsageRow> containers) {

    /** Takes what a server left out as empty. */
    public UsageSample {
        time = time == null ? "" : time;
        containers = containers == null ? List.of() : containers;
    }
}
