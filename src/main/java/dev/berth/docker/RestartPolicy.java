package dev.berth.docker;

import io.avaje.jsonb.Json;

/**
 * When a container that ended is started again.
 *
 * @param name empty or {@code no}, {@code always}, {@code unless-stopped}, {@code on-failure}
 * @param maximumRetryCount how often at most; 0 is without end
 */
@Json(caseInsensitiveKeys = true)
public record RestartPolicy(
        @Json.Property("Name") String name,
        @Json.Property("MaximumRetryCount") int maximumRetryCount) {

    /** Takes what a server left out as empty. */
    public RestartPolicy {
        name = name == null ? "" : name;
    }

    /** Never. */
    public static final RestartPolicy NONE = new RestartPolicy("no", 0);
}
