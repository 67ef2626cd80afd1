package dev.berth.build.dockerfile;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * {@code HEALTHCHECK [flags] CMD COMMAND} or {@code HEALTHCHECK NONE}. A value of zero is as good as none.
 *
 * @param source where it stands
 * @param test {@code [NONE]}, {@code [CMD, …]} or {@code [CMD-SHELL, line]}, as image configurations have it
 * @param interval between two checks
 * @param timeout of one check
 * @param startPeriod in which failures do not count
 * @param startInterval between two checks while that period lasts
 * @param retries failures in a row that mean unhealthy
 */
public record Healthcheck(Source source, List<String> test, Optional<Duration> interval, Optional<Duration> timeout,
        Optional<Duration> startPeriod, Optional<Duration> startInterval, Optional<Integer> retries)
        implements Instruction {

    /** Keeps its own copy of the list. */
    public Healthcheck {
        test = List.copyOf(test);
    }
}
