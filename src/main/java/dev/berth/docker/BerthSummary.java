package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Berth's addition to a container's summary and inspection.
 *
 * @param profile the profile it was created from
 * @param memoryLimit memory limit in bytes
 * @param cpus processor limit as given
 * @param sessions exec sessions with a terminal
 */
@Json(caseInsensitiveKeys = true)
public record BerthSummary(
        @Json.Property("Profile") Optional<String> profile,
        @Json.Property("MemoryLimit") OptionalLong memoryLimit,
        @Json.Property("Cpus") Optional<String> cpus,
        @Json.Property("Sessions") OptionalInt sessions) {

    /** Takes what a server left out as empty. */
    public BerthSummary {
        profile = profile == null ? Optional.empty() : profile;
        memoryLimit = memoryLimit == null ? OptionalLong.empty() : memoryLimit;
        cpus = cpus == null ? Optional.empty() : cpus;
        sessions = sessions == null ? OptionalInt.empty() : sessions;
    }
}
