package dev.berth.engine;

import dev.berth.engine.Container.Status;
import dev.berth.engine.EngineException.Kind;
import dev.berth.isolation.cgroup.CgroupException;
import dev.berth.kernel.KernelException;
import dev.berth.profile.Profile;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends running containers: with their stop signal, with SIGKILL when they do not obey, or with any other signal. */
final class ContainerStopper {

    private static final Duration FOR_EVER = Duration.ofSeconds(-1);
    /** A killed process is gone unless the kernel itself holds it; docker waits as long (daemon/kill.go). */
    private static final Duration KILLED = Duration.ofSeconds(10);

    private final EngineParts parts;

    ContainerStopper(EngineParts parts) {
        this.parts = parts;
    }

    /**
     * Stops a container, and waits until it has ended.
     *
     * @param container one that was running a moment ago
     * @param signal in place of its stop signal
     * @param timeout how long it has after that before it is killed; negative is without end
     */
    void stop(LiveContainer container, Optional<String> signal, Optional<Duration> timeout) throws EngineException {
        Profile profile = container.record.profile();
        int number = Signals.number(signal.or(profile::stopSignal).orElse("TERM"));
        Duration patience = timeout.or(profile::stopTimeout).orElse(LaunchDefaults.STOP_TIMEOUT);
        CompletableFuture<Integer> end = container.nextEnd();
        container.state = container.state.stoppedByHand(true);
        if (container.running()) {
            tellKill(container, number);
            signal(container, number);
            thaw(container);
            if (!ended(container, end, patience)) {
                tellKill(container, Signals.KILL);
                signal(container, Signals.KILL);
                killCgroup(container);
                ended(container, end, FOR_EVER);
            }
        }
        end.cancel(false);
        parts.events().container(container, "stop", Map.of());
    }

    /**
     * Sends a signal to process 1; SIGKILL goes to all of its processes, and the end is waited for.
     *
     * @param container one that was running a moment ago
     * @param number the signal
     */
    void kill(LiveContainer container, int number) throws EngineException {
        if (number == Signals.KILL || number == Signals.number(
                container.record.profile().stopSignal().orElse("TERM"))) {
            container.state = container.state.stoppedByHand(true);
        }
        CompletableFuture<Integer> end = container.nextEnd();
        tellKill(container, number);
        signal(container, number);
        if (number == Signals.KILL) {
            killCgroup(container);
            ended(container, end, KILLED);
        }
        end.cancel(false);
    }

    /** Told before the signal is sent: the end that it may be is told by another thread, and comes after it. */
    private void tellKill(LiveContainer container, int number) {
        parts.events().container(container, "kill", Map.of("signal", Integer.toString(number)));
    }

    /** Lets a frozen container go on. */
    void thaw(LiveContainer container) throws EngineException {
        if (container.status == Status.PAUSED && container.cgroup.isPresent()) {
            try {
                container.cgroup.get().thaw();
                container.status = Status.RUNNING;
                parts.health().resume(container);
            } catch (CgroupException e) {
                throw new EngineException(Kind.SYSTEM, e.getMessage(), e);
            }
        }
    }

    private static boolean ended(LiveContainer container, CompletableFuture<Integer> end, Duration patience)
            throws EngineException {
        try {
            if (patience.isNegative()) {
                end.get();
            } else {
                end.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            }
            return true;
        } catch (TimeoutException e) {
            return !container.running();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException(Kind.SYSTEM, "the wait for container " + container.id() + " was interrupted");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void signal(LiveContainer container, int number) throws EngineException {
        Optional<MonitoredProcess> process = container.process;
        try {
            if (process.isPresent()) {
                process.get().signal(number);
            }
        } catch (KernelException e) {
            throw new EngineException(Kind.SYSTEM, "cannot send signal " + number + " to container "
                    + container.id() + ": " + e.getMessage(), e);
        }
    }

    private static void killCgroup(LiveContainer container) throws EngineException {
        try {
            if (container.cgroup.isPresent()) {
                container.cgroup.get().thaw();
                container.cgroup.get().kill();
            }
        } catch (CgroupException e) {
            throw new EngineException(Kind.SYSTEM, e.getMessage(), e);
        }
    }
}
