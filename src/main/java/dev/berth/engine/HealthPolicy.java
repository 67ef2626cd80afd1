package dev.berth.engine;

import dev.berth.engine.Container.HealthResult;
import dev.berth.engine.Container.HealthState;
import dev.berth.profile.Health;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a container's health is after a check, and when the next check is due: docker's rules (daemon/health.go).
 *
 * @param command what to run
 * @param interval between two checks, from the end of one to the beginning of the next
 * @param timeout of a check
 * @param startPeriod in which failures do not count, until the first success
 * @param startInterval between two checks while that period lasts
 * @param retries failures in a row that mean unhealthy
 */
record HealthPolicy(List<String> command, Duration interval, Duration timeout, Duration startPeriod,
        Duration startInterval, int retries) {

    static final String STARTING = "starting";
    static final String HEALTHY = "healthy";
    static final String UNHEALTHY = "unhealthy";

    private static final Duration INTERVAL = Duration.ofSeconds(30);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration START_INTERVAL = Duration.ofSeconds(5);
    private static final int RETRIES = 3;
    /** So many results are kept. */
    private static final int KEPT = 5;

    /** What docker takes where an image names no shell of its own. */
    static final List<String> SHELL = List.of("/bin/sh", "-c");

    /**
     * The policy of a health check, with docker's defaults; zero means the default too.
     *
     * @param health the check
     * @param shell what runs it, if it is a line for a shell
     */
    static HealthPolicy of(Health health, List<String> shell) {
        List<String> command = health.command();
        if (health.shell()) {
            command = new ArrayList<>(shell);
            command.add(String.join(" ", health.command()));
        }
        return new HealthPolicy(command, or(health.interval().orElse(INTERVAL), INTERVAL),
                or(health.timeout().orElse(TIMEOUT), TIMEOUT), health.startPeriod().orElse(Duration.ZERO),
                or(health.startInterval().orElse(START_INTERVAL), START_INTERVAL),
                health.retries().orElse(0) > 0 ? health.retries().getAsInt() : RETRIES);
    }

    private static Duration or(Duration asked, Duration otherwise) {
        return asked.isZero() ? otherwise : asked;
    }

    /** A container that has just been started. */
    static HealthState start() {
        return new HealthState(STARTING, 0, List.of());
    }

    /** One that is not checked any more: docker calls that unhealthy. */
    static HealthState end(HealthState state) {
        return new HealthState(UNHEALTHY, state.failingStreak(), state.log());
    }

    /**
     * Its health after a check.
     *
     * @param before its health until then
     * @param result what the check found
     * @param started when the container was started
     */
    HealthState after(HealthState before, HealthResult result, Instant started) {
        List<HealthResult> log = new ArrayList<>(before.log());
        log.add(result);
        List<HealthResult> kept = List.copyOf(log.subList(Math.max(0, log.size() - KEPT), log.size()));
        if (result.exitCode() == 0) {
            return new HealthState(HEALTHY, 0, kept);
        } else if (before.status().equals(STARTING) && result.start().isBefore(started.plus(startPeriod))) {
            return new HealthState(STARTING, before.failingStreak(), kept);
        }
        int streak = before.failingStreak() + 1;
        return new HealthState(streak >= retries ? UNHEALTHY : before.status(), streak, kept);
    }

    /**
     * How long until the next check.
     *
     * @param state its health
     * @param started when the container was started
     * @param now the time
     */
    Duration pause(HealthState state, Instant started, Instant now) {
        boolean starting = state.status().equals(STARTING) && now.isBefore(started.plus(startPeriod));
        return starting ? startInterval : interval;
    }
}
