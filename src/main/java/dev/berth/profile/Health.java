package dev.berth.profile;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The {@code [health]} table, docker's {@code HEALTHCHECK}.
 *
 * @param command what to run inside; an empty list switches an image's check off
 * @param shell whether the command is one string for the container's shell
 * @param interval between two checks
 * @param timeout after which a check has failed
 * @param startPeriod in which failures do not count
 * @param startInterval between checks in the start period
 * @param retries failures in a row before the container is unhealthy
 */
public record Health(
        List<String> command,
        boolean shell,
        Optional<Duration> interval,
        Optional<Duration> timeout,
        Optional<Duration> startPeriod,
        Optional<Duration> startInterval,
        OptionalInt retries) {
}
