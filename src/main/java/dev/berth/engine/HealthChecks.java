package dev.berth.engine;

import dev.berth.engine.Container.HealthResult;
import dev.berth.engine.Container.HealthState;
import dev.berth.profile.Health;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Checks the health of containers that have a check. The engine's timer says when; a check that runs has a thread to
 * wait for it, which others use after it. Without checks there is no thread.
 */
final class HealthChecks implements AutoCloseable {

    /** Runs a check in a container. */
    interface Probe {
        /**
         * Runs it.
         *
         * @return what it found; exit code -1 if it did not end in time or could not be run
         */
        HealthResult run(LiveContainer container, HealthPolicy policy) throws InterruptedException;
    }

    private static final int STACK_BYTES = 256 * 1024;

    /** The checks of one start of a container. */
    private static final class Watch {
        private final HealthPolicy policy;
        private final Instant started;
        private Future<?> next;
        private boolean ended;

        Watch(HealthPolicy policy, Instant started) {
            this.policy = policy;
            this.started = started;
        }
    }

    private final ScheduledExecutorService timer;
    private final ContainerEvents events;
    private final Function<LiveContainer, List<String>> shells;
    private final Map<String, Watch> watches = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor runners = new ThreadPoolExecutor(0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS,
            new SynchronousQueue<>(), task -> {
                Thread thread = new Thread(null, task, "health", STACK_BYTES);
                thread.setDaemon(true);
                return thread;
            });
    private volatile Probe probe = (container, policy) -> {
        throw new InterruptedException("the engine is starting");
    };

    /**
     * Nothing is checked yet.
     *
     * @param timer says when
     * @param events hears when health changes
     * @param shells what a container's image runs lines for a shell with
     */
    HealthChecks(ScheduledExecutorService timer, ContainerEvents events,
            Function<LiveContainer, List<String>> shells) {
        this.timer = timer;
        this.events = events;
        this.shells = shells;
    }

    /** How checks are run: known only after this is made. */
    void probe(Probe how) {
        probe = how;
    }

    /**
     * A container was started: its checks begin, if it has any.
     *
     * @param container the container; the caller holds its lock
     */
    void begin(LiveContainer container) {
        begin(container, HealthPolicy.start());
    }

    /**
     * A container was found running: its checks go on from what the engine before this one knew.
     *
     * @param container the container; nobody else knows it yet
     */
    void recover(LiveContainer container) {
        begin(container, HealthRecord.load(container).orElseGet(HealthPolicy::start));
    }

    private void begin(LiveContainer container, HealthState state) {
        Optional<Health> health = container.record.profile().health();
        if (health.isEmpty() || health.get().off() || health.get().command().isEmpty()) {
            container.health = Optional.empty();
            return;
        }
        container.health = Optional.of(state);
        resume(container);
    }

    /**
     * A container was thawed: its checks go on.
     *
     * @param container the container; the caller holds its lock
     */
    void resume(LiveContainer container) {
        Optional<Health> health = container.record.profile().health();
        if (health.isEmpty() || container.health.isEmpty()) {
            return;
        }
        Watch watch = new Watch(HealthPolicy.of(health.get(), shells.apply(container)),
                container.state.startedAt().orElseGet(Instant::now));
        end(watches.put(container.id(), watch));
        schedule(container, watch);
    }

    /**
     * A container is frozen: its checks pause, and its health stays.
     *
     * @param container the container; the caller holds its lock
     */
    void suspend(LiveContainer container) {
        end(watches.remove(container.id()));
    }

    /**
     * A container has ended: its checks end.
     *
     * @param container the container; the caller holds its lock
     */
    void end(LiveContainer container) {
        suspend(container);
        container.health = container.health.map(HealthPolicy::end);
    }

    private static void end(Watch watch) {
        if (watch != null) {
            synchronized (watch) {
                watch.ended = true;
                if (watch.next != null) {
                    watch.next.cancel(false);
                }
            }
        }
    }

    private void schedule(LiveContainer container, Watch watch) {
        Duration pause = watch.policy.pause(container.health.orElseGet(HealthPolicy::start), watch.started,
                Instant.now());
        synchronized (watch) {
            if (!watch.ended) {
                try {
                    watch.next = timer.schedule(() -> runners.execute(() -> check(container, watch)),
                            pause.toMillis(), TimeUnit.MILLISECONDS);
                } catch (RejectedExecutionException e) {
                    watch.ended = true; // the engine is ending
                }
            }
        }
    }

    private void check(LiveContainer container, Watch watch) {
        HealthResult result;
        try {
            result = probe.run(container, watch.policy);
        } catch (InterruptedException e) {
            return; // the engine is ending
        } catch (RuntimeException e) {
            // an error of Berth's own must not end the checks in silence
            System.getLogger(HealthChecks.class.getName()).log(System.Logger.Level.ERROR,
                    "checking container " + container.record.name(), e);
            result = new HealthResult(Instant.now(), Instant.now(), -1, e.toString());
        }
        Optional<String> changed = Optional.empty();
        synchronized (watch) {
            if (watch.ended) {
                return; // the container ended, and that may be why the check failed
            }
            HealthState before = container.health.orElseGet(HealthPolicy::start);
            HealthState after = watch.policy.after(before, result, watch.started);
            container.health = Optional.of(after);
            HealthRecord.keep(container, after);
            if (!after.status().equals(before.status())) {
                changed = Optional.of(after.status());
            }
        }
        changed.ifPresent(status -> events.container(container, "health_status: " + status, Map.of()));
        schedule(container, watch);
    }

    @Override
    public void close() {
        watches.values().forEach(HealthChecks::end);
        watches.clear();
        runners.shutdownNow();
    }
}
