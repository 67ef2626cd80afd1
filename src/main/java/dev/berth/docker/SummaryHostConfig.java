package dev.berth.docker;

import io.avaje.jsonb.Json;

/**
 * The part of {@code HostConfig} in a summary.
 *
 * @param networkMode network mode
 */
@Json(caseInsensitiveKeys = true)
public record SummaryHostConfig(
        @Json.Property("NetworkMode") String networkMode) {

    /** Takes what a server left out as empty. */
    public SummaryHostConfig {
        networkMode = networkMode == null ? "" : networkMode;
    }

    /** Not said. */
    public static final SummaryHostConfig NONE = new SummaryHostConfig("");
}
