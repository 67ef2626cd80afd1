package dev.berth.profile;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The {@code [health]} table, docker's {@code HEALTHCHECK}.
 *
 * @param command what to run inside; an empty list takes the command below or the image's, {@code ["NONE"]} switches
 *     the check off (both as in docker's {@code HealthConfig.Test})
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

    /** Nothing said. */
    public static final Health NONE = new Health(List.of(), false, Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.empty(), OptionalInt.empty());

    /** A check that is switched off, also when the image has one. */
    public static final Health OFF = new Health(List.of("NONE"), false, Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.empty(), OptionalInt.empty());

    /** Whether the check is switched off. */
    public boolean off() {
        return command.size() == 1 && command.get(0).equals("NONE");
    }

    /**
     * Lays this check over another; the command brings its own form ({@code shell}) with it.
     *
     * @param below what counts where this says nothing
     * @return both as one
     */
    public Health over(Health below) {
        return new Health(
                Over.of(command, below.command),
                command.isEmpty() ? below.shell : shell,
                Over.of(interval, below.interval),
                Over.of(timeout, below.timeout),
                Over.of(startPeriod, below.startPeriod),
                Over.of(startInterval, below.startInterval),
                Over.of(retries, below.retries));
    }
}
