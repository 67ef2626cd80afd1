package dev.berth.image;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An image's health check (the {@code Healthcheck} of Docker's image configuration).
 *
 * @param test {@code [NONE]}, {@code [CMD, …]} or {@code [CMD-SHELL, line]}; empty inherits
 * @param interval between two checks
 * @param timeout of one check
 * @param startPeriod in which failures do not count
 * @param startInterval between two checks while that period lasts
 * @param retries failures in a row that mean unhealthy
 */
public record HealthCheck(List<String> test, Optional<Duration> interval, Optional<Duration> timeout,
        Optional<Duration> startPeriod, Optional<Duration> startInterval, Optional<Integer> retries) {

    /** Keeps its own copy of the list. */
    public HealthCheck {
        test = List.copyOf(test);
    }
}
