package dev.berth.docker;

import io.avaje.jsonb.Json;

/**
 * Processor throttling.
 *
 * @param periods periods with a limit
 * @param throttledPeriods periods throttled
 * @param throttledTime nanoseconds throttled
 */
@Json(caseInsensitiveKeys = true)
public record ThrottlingData(
        @Json.Property("periods") long periods,
        @Json.Property("throttled_periods") long throttledPeriods,
        @Json.Property("throttled_time") long throttledTime) {

    /** None. */
    public static final ThrottlingData NONE = new ThrottlingData(0, 0, 0);
}
