package dev.berth.engine;

import dev.berth.engine.Container.MountPoint;
import dev.berth.engine.Container.State;
import dev.berth.engine.Container.Status;
import dev.berth.image.RootFilesystem;
import dev.berth.isolation.cgroup.Cgroup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * A container in the engine's memory. {@link #lock} is held by whoever changes it; the fields that {@link #snapshot}
 * reads are volatile, so that lists never wait for a start or a stop.
 */
final class LiveContainer {

    /** Name in its directory of where what it wrote is. */
    static final String WRITABLE = "rw";

    /** One command at a time. */
    final ReentrantLock lock = new ReentrantLock(true);
    final Path directory;
    volatile ContainerRecord record;
    volatile StateRecord state;
    volatile Status status = Status.CREATED;
    volatile List<MountPoint> mounts = List.of();
    volatile Optional<MonitoredProcess> process = Optional.empty();
    volatile Optional<Cgroup> cgroup = Optional.empty();
    volatile Optional<Container.HealthState> health = Optional.empty();
    /** How often its process has ended: an attachment lasts until this grows. */
    volatile long ends;
    /** Whether a command that ends it removes it then, so that its own end does not, whatever {@code --rm} says. */
    volatile boolean removalClaimed;
    /** Keeps its image's layers. */
    Optional<RootFilesystem> root = Optional.empty();

    private final Object changed = new Object();
    private final List<CompletableFuture<Integer>> untilEnd = new ArrayList<>();
    private final List<CompletableFuture<Integer>> untilRemoved = new ArrayList<>();

    LiveContainer(Path directory, ContainerRecord record, StateRecord state) {
        this.directory = directory;
        this.record = record;
        this.state = state;
    }

    String id() {
        return record.id();
    }

    /** Whether its process is there, frozen or not. */
    boolean running() {
        return status == Status.RUNNING || status == Status.PAUSED;
    }

    /** Where what it wrote is. */
    Path writable() {
        return directory.resolve(WRITABLE);
    }

    /** Where its log is. */
    Path log() {
        return directory.resolve("log");
    }

    boolean tty() {
        return record.profile().tty().orElse(false);
    }

    boolean openStdin() {
        return record.profile().interactive().orElse(false);
    }

    /** It as it is now. */
    Container snapshot() {
        ContainerRecord r = record;
        StateRecord s = state;
        Status now = status;
        Optional<MonitoredProcess> p = process;
        int pid = p.isPresent() && (now == Status.RUNNING || now == Status.PAUSED) ? p.get().pid() : 0;
        State shown = new State(now, pid, s.exitCode(), s.error(), s.oomKilled(), s.startedAt(), s.finishedAt(),
                health);
        return new Container(r.id(), r.name(), r.created(), r.image(),
                r.imageId().isEmpty() ? Optional.empty() : Optional.of(r.imageId()), r.profile(),
                r.profileName().isEmpty() ? Optional.empty() : Optional.of(r.profileName()), r.command().get(0),
                r.command().subList(1, r.command().size()), r.environment(), r.workdir(), tty(), openStdin(),
                r.stdinOnce(), mounts, log(), s.restartCount(), shown, r.request());
    }

    /**
     * Waits until its process is there, or nobody waits for it any more.
     *
     * @param over whether the wait is over without a process; asked again after every {@link #announceChange}
     */
    Optional<MonitoredProcess> awaitProcess(BooleanSupplier over) throws InterruptedException {
        synchronized (changed) {
            while (!over.getAsBoolean()) {
                Optional<MonitoredProcess> running = process;
                if (running.isPresent() && running()) {
                    return running;
                }
                changed.wait();
            }
            return Optional.empty();
        }
    }

    /** Lets those who wait for its process look again. */
    void announceChange() {
        synchronized (changed) {
            changed.notifyAll();
        }
    }

    /** Completes with the exit code when it next ends. */
    CompletableFuture<Integer> nextEnd() {
        CompletableFuture<Integer> future = new CompletableFuture<>();
        synchronized (untilEnd) {
            untilEnd.add(future);
        }
        return future;
    }

    /** Completes with the last exit code when it is removed. */
    CompletableFuture<Integer> removal() {
        CompletableFuture<Integer> future = new CompletableFuture<>();
        synchronized (untilRemoved) {
            untilRemoved.add(future);
        }
        return future;
    }

    /** Tells those who wait that it has ended. */
    void announceEnd(int exitCode) {
        announceChange();
        complete(untilEnd, exitCode);
    }

    /** Tells those who wait that it is gone. */
    void announceRemoval(int exitCode) {
        announceChange();
        complete(untilEnd, exitCode);
        complete(untilRemoved, exitCode);
    }

    private static void complete(List<CompletableFuture<Integer>> futures, int exitCode) {
        List<CompletableFuture<Integer>> all;
        synchronized (futures) {
            all = List.copyOf(futures);
            futures.clear();
        }
        all.forEach(future -> future.complete(exitCode));
    }
}
