package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A health check; times in nanoseconds, 0 takes the default.
 *
 * @param test {@code ["NONE"]}, {@code ["CMD", …]} or {@code ["CMD-SHELL", command]}; empty inherits
 * @param interval between two checks
 * @param timeout after which a check has failed
 * @param startPeriod in which failures do not count
 * @param startInterval between checks in the start period
 * @param retries failures in a row before unhealthy
 */
@Json(caseInsensitiveKeys = true)
public record HealthConfig(
        @Json.Property("Test") @Json.Serializer(StringsOrAbsent.class) List<String> test,
        @Json.Property("Interval") OptionalLong interval,
        @Json.Property("Timeout") OptionalLong timeout,
        @Json.Property("StartPeriod") OptionalLong startPeriod,
        @Json.Property("StartInterval") OptionalLong startInterval,
        @Json.Property("Retries") OptionalInt retries) {

    /** Takes what a server left out as empty. */
    public HealthConfig {
        test = test == null ? List.of() : test;
        interval = interval == null ? OptionalLong.empty() : interval;
        timeout = timeout == null ? OptionalLong.empty() : timeout;
        startPeriod = startPeriod == null ? OptionalLong.empty() : startPeriod;
        startInterval = startInterval == null ? OptionalLong.empty() : startInterval;
        retries = retries == null ? OptionalInt.empty() : retries;
    }
}
