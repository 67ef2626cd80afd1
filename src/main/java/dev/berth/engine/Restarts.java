package dev.berth.engine;

import dev.berth.engine.Container.Status;
import dev.berth.profile.RestartPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Starts containers again as their restart policies say, with docker's growing pauses. */
final class Restarts {

    /** Docker's first pause (restartmanager: defaultTimeout). */
    private static final Duration FIRST = Duration.ofMillis(100);
    /** Docker's longest pause. */
    private static final Duration LONGEST = Duration.ofMinutes(1);
    /** After running so long, pauses begin anew. */
    private static final Duration STEADY = Duration.ofSeconds(10);

    private final ScheduledExecutorService timer;
    private final Map<String, Duration> pauses = new ConcurrentHashMap<>();
    private final Map<String, Future<?>> waiting = new ConcurrentHashMap<>();
    private volatile Starter starter = container -> { };

    /** Starts a container, holding its lock. */
    interface Starter {
        void start(LiveContainer container) throws EngineException;
    }

    Restarts(ScheduledExecutorService timer) {
        this.timer = timer;
    }

    /** How containers are started: known only after this is made. */
    void starter(Starter how) {
        starter = how;
    }

    /**
     * Decides whether a container that has just ended is started again, and sees to it.
     *
     * @param container the container; the caller holds its lock
     */
    boolean decide(LiveContainer container) {
        RestartPolicy policy = container.record.profile().restart()
                .orElse(new RestartPolicy(RestartPolicy.Kind.NO, 0));
        StateRecord state = container.state;
        boolean again = !state.stoppedByHand() && switch (policy.kind()) {
            case NO -> false;
            case ALWAYS, UNLESS_STOPPED -> true;
            case ON_FAILURE -> state.exitCode() != 0
                    && (policy.maximumRetries() == 0 || state.restartCount() < policy.maximumRetries());
        };
        if (!again) {
            pauses.remove(container.id());
            return false;
        }
        Instant started = state.startedAt().orElse(Instant.EPOCH);
        boolean steady = Duration.between(started, state.finishedAt().orElse(Instant.now())).compareTo(STEADY) >= 0;
        Duration pause = steady ? FIRST : pauses.getOrDefault(container.id(), FIRST);
        Duration next = pause.multipliedBy(2);
        pauses.put(container.id(), next.compareTo(LONGEST) > 0 ? LONGEST : next);
        waiting.put(container.id(), timer.schedule(() -> again(container), pause.toMillis(), TimeUnit.MILLISECONDS));
        return true;
    }

    private void again(LiveContainer container) {
        container.lock.lock();
        try {
            waiting.remove(container.id());
            if (container.status == Status.RESTARTING) {
                int count = container.state.restartCount() + 1;
                container.status = Status.EXITED;
                container.state = container.state.restarts(count);
                starter.start(container);
            }
        } catch (EngineException e) {
            System.getLogger(Restarts.class.getName()).log(System.Logger.Level.WARNING, "cannot start container "
                    + container.record.name() + " again: " + e.getMessage());
        } finally {
            container.lock.unlock();
        }
    }

    /** A user stops, restarts or removes a container: it is not started again by itself. */
    void cancel(LiveContainer container) {
        Future<?> restart = waiting.remove(container.id());
        if (restart != null) {
            restart.cancel(false);
        }
        pauses.remove(container.id());
        container.lock.lock();
        try {
            if (container.status == Status.RESTARTING) {
                container.status = Status.EXITED;
                container.state = container.state.stoppedByHand(true);
            }
        } finally {
            container.lock.unlock();
        }
    }
}
