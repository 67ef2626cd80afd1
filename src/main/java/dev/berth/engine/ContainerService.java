package dev.berth.engine;

import dev.berth.engine.Container.Status;
import dev.berth.engine.EngineException.Kind;
import dev.berth.image.store.WritableLayer;
import dev.berth.isolation.LaunchPlan;
import dev.berth.isolation.cgroup.CgroupException;
import dev.berth.isolation.cgroup.Statistics;
import dev.berth.kernel.KernelException;
import dev.berth.profile.Limits;
import dev.berth.profile.Profile;
import dev.berth.profile.ProfileBuilder;
import dev.berth.profile.RestartPolicy;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The containers: each command of the API is one method here. */
final class ContainerService implements Containers {

    private final EngineParts parts;
    private final ContainerRegistry registry;
    private final ContainerStore store;
    private final ContainerCreator creator;
    private final ContainerStarter starter;
    private final ContainerStopper stopper;
    private final ContainerEnder ender;
    private final WrittenFiles written;

    ContainerService(EngineParts parts, ContainerRegistry registry, ContainerStore store, ContainerCreator creator,
            ContainerStarter starter, ContainerEnder ender) {
        this.parts = parts;
        this.registry = registry;
        this.store = store;
        this.creator = creator;
        this.starter = starter;
        this.stopper = new ContainerStopper(parts);
        this.ender = ender;
        this.written = new WrittenFiles(parts.images());
    }

    @Override
    public Created create(CreateRequest request) throws EngineException {
        return creator.create(request);
    }

    @Override
    public LaunchPlan plan(CreateRequest request) throws EngineException {
        return creator.plan(request);
    }

    @Override
    public List<Container> list() {
        List<Container> list = new ArrayList<>();
        registry.all().forEach(container -> list.add(container.snapshot()));
        return list;
    }

    @Override
    public Container get(String reference) throws EngineException {
        return registry.get(reference).snapshot();
    }

    @Override
    public void start(String reference) throws EngineException {
        LiveContainer container = registry.get(reference);
        container.lock.lock();
        try {
            if (container.status == Status.PAUSED) {
                throw new EngineException(Kind.CONFLICT, "cannot start a paused container, try unpause instead");
            } else if (container.running()) {
                throw new EngineException(Kind.NOT_MODIFIED, "container already started");
            }
            starter.start(container);
        } finally {
            container.lock.unlock();
        }
    }

    @Override
    public void stop(String reference, Optional<String> signal, Optional<Duration> timeout) throws EngineException {
        LiveContainer container = registry.get(reference);
        if (container.status == Status.RESTARTING) {
            parts.restarts().cancel(container);
            return;
        } else if (!container.running()) {
            throw new EngineException(Kind.NOT_MODIFIED, "container already stopped");
        }
        stopper.stop(container, signal, timeout);
    }

    @Override
    public void restart(String reference, Optional<String> signal, Optional<Duration> timeout)
            throws EngineException {
        LiveContainer container = registry.get(reference);
        parts.restarts().cancel(container);
        if (container.running()) {
            stopper.stop(container, signal, timeout);
        }
        container.lock.lock();
        try {
            starter.start(container);
        } finally {
            container.lock.unlock();
        }
        parts.events().container(container, "restart", Map.of());
    }

    @Override
    public void kill(String reference, String signal) throws EngineException {
        try {
            int number = Signals.number(signal);
            LiveContainer container = registry.get(reference);
            if (!container.running()) {
                throw new EngineException(Kind.CONFLICT, "container " + container.id() + " is not running");
            }
            stopper.kill(container, number);
        } catch (EngineException e) {
            throw e.in("cannot kill container: " + reference);
        }
    }

    @Override
    public void pause(String reference) throws EngineException {
        LiveContainer container = registry.get(reference);
        container.lock.lock();
        try {
            if (container.status == Status.PAUSED) {
                throw new EngineException(Kind.CONFLICT, "Container " + container.id() + " is already paused");
            }
            requireRunning(container);
            container.cgroup.orElseThrow().freeze();
            container.status = Status.PAUSED;
            parts.health().suspend(container);
        } catch (CgroupException e) {
            throw new EngineException(Kind.SYSTEM, "Cannot pause container " + container.id() + ": "
                    + e.getMessage(), e);
        } finally {
            container.lock.unlock();
        }
        parts.events().container(container, "pause", Map.of());
    }

    @Override
    public void unpause(String reference) throws EngineException {
        LiveContainer container = registry.get(reference);
        container.lock.lock();
        try {
            if (container.status != Status.PAUSED) {
                throw new EngineException(Kind.CONFLICT, "Container " + container.id() + " is not paused");
            }
            stopper.thaw(container);
        } finally {
            container.lock.unlock();
        }
        parts.events().container(container, "unpause", Map.of());
    }

    private static void requireRunning(LiveContainer container) throws EngineException {
        if (!container.running()) {
            throw new EngineException(Kind.CONFLICT, "Container " + container.id() + " is not running");
        }
    }

    @Override
    public void rename(String reference, String name) throws EngineException {
        LiveContainer container = registry.get(reference);
        container.lock.lock();
        try {
            String old = container.record.name();
            if (old.equals(name)) {
                throw new EngineException(Kind.BAD_PARAMETER,
                        "Renaming a container with the same name as its current name");
            }
            try {
                Names.container("/" + name);
                registry.claim(name, container);
            } catch (EngineException e) {
                throw e.in("Error when allocating new name");
            }
            ContainerRecord before = container.record;
            try {
                container.record = before.withName(name);
                store.save(container);
            } catch (EngineException e) {
                container.record = before;
                registry.release(name, container);
                throw e;
            }
            registry.release(old, container);
            parts.events().container(container, "rename", Map.of("oldName", "/" + old));
        } finally {
            container.lock.unlock();
        }
    }

    @Override
    public List<String> update(String reference, Limits limits, Optional<RestartPolicy> restart)
            throws EngineException {
        LiveContainer container = registry.get(reference);
        container.lock.lock();
        try {
            Profile before = container.record.profile();
            ProfileBuilder changed = new ProfileBuilder(before).limits(limits.over(before.limits()));
            restart.ifPresent(changed::restart);
            List<String> warnings = List.of();
            if (container.running() && container.cgroup.isPresent()) {
                warnings = container.cgroup.get().update(limits, before.strict().orElse(false));
            }
            container.record = container.record.withProfile(changed.build());
            store.save(container);
            parts.events().container(container, "update", Map.of());
            return warnings;
        } catch (CgroupException e) {
            throw new EngineException(Kind.SYSTEM, "Cannot update container " + container.id() + ": "
                    + e.getMessage(), e);
        } finally {
            container.lock.unlock();
        }
    }

    @Override
    public void remove(String reference, boolean force, boolean volumes) throws EngineException {
        LiveContainer container = registry.get(reference);
        parts.restarts().cancel(container);
        if (container.running()) {
            if (!force) {
                throw new EngineException(Kind.CONFLICT, "cannot remove container \"" + reference
                        + "\": container is " + (container.status == Status.PAUSED
                        ? "paused and must be unpaused first"
                        : "running: stop the container before removing or force remove"));
            }
            container.removalClaimed = true;
            try {
                stopper.stop(container, Optional.of("KILL"), Optional.of(Duration.ofSeconds(10)));
            } catch (EngineException e) {
                container.removalClaimed = false;
                throw e;
            }
        }
        ender.remove(container, volumes || container.record.profile().remove().orElse(false));
    }

    @Override
    public Waiting await(String reference, Condition condition) throws EngineException {
        LiveContainer container = registry.get(reference);
        container.lock.lock();
        try {
            if (condition == Condition.REMOVED) {
                return new FutureWait(container.removal());
            } else if (condition == Condition.NOT_RUNNING && !container.running()) {
                return new FutureWait(CompletableFuture.completedFuture(container.state.exitCode()));
            }
            return new FutureWait(container.nextEnd());
        } finally {
            container.lock.unlock();
        }
    }

    @Override
    public Output logs(String reference, LogQuery query) throws EngineException {
        LiveContainer container = registry.get(reference);
        if (container.record.profile().log().driver().orElse("local").equals("none")) {
            throw new EngineException(Kind.NOT_IMPLEMENTED, "configured logging driver does not support reading");
        }
        long ends = container.ends;
        try {
            return parts.logs().read(container.log(), query, () -> !container.running() || container.ends > ends);
        } catch (IOException e) {
            throw new EngineException(Kind.SYSTEM, "cannot read the log of container " + container.id() + ": "
                    + e.getMessage(), e);
        }
    }

    @Override
    public Attachment attach(String reference, Optional<LogPosition> from) throws EngineException {
        LiveContainer container = registry.get(reference);
        if (container.status == Status.PAUSED) {
            throw new EngineException(Kind.CONFLICT, "Container " + container.id()
                    + " is paused, unpause the container before attach.");
        } else if (container.status == Status.RESTARTING) {
            throw new EngineException(Kind.CONFLICT, "Container " + container.id()
                    + " is restarting, wait until the container is running");
        }
        long ends = container.ends;
        try {
            LogPosition start = from.isPresent() ? from.get() : parts.logs().end(container.log());
            Output output = parts.logs().follow(container.log(), start, () -> container.ends > ends);
            parts.events().container(container, "attach", Map.of());
            return new ContainerAttachment(container, output, ends, parts.events());
        } catch (IOException e) {
            throw new EngineException(Kind.SYSTEM, "cannot follow the log of container " + container.id() + ": "
                    + e.getMessage(), e);
        }
    }

    @Override
    public LogPosition logEnd(String reference) throws EngineException {
        LiveContainer container = registry.get(reference);
        try {
            return parts.logs().end(container.log());
        } catch (IOException e) {
            throw new EngineException(Kind.SYSTEM, "cannot read the log of container " + container.id() + ": "
                    + e.getMessage(), e);
        }
    }

    @Override
    public void resize(String reference, int rows, int columns) throws EngineException {
        LiveContainer container = registry.get(reference);
        Optional<MonitoredProcess> process = container.process;
        if (process.isEmpty() || !container.running()) {
            throw new EngineException(Kind.CONFLICT, "cannot resize a stopped container: Container "
                    + container.id() + " is not running");
        }
        try {
            process.get().resize(rows, columns);
        } catch (KernelException e) {
            throw new EngineException(Kind.SYSTEM, "cannot resize the terminal of container " + container.id()
                    + ": " + e.getMessage(), e);
        }
        parts.events().container(container, "resize", Map.of("height", Integer.toString(rows), "width",
                Integer.toString(columns)));
    }

    @Override
    public Processes top(String reference, String arguments) throws EngineException {
        LiveContainer container = registry.get(reference);
        requireRunning(container);
        try {
            Processes processes = ProcessList.of(container.cgroup.orElseThrow().processes(), arguments);
            parts.events().container(container, "top", Map.of());
            return processes;
        } catch (CgroupException e) {
            throw new EngineException(Kind.SYSTEM, e.getMessage(), e);
        }
    }

    @Override
    public Usage usage(String reference) throws EngineException {
        LiveContainer container = registry.get(reference);
        Container snapshot = container.snapshot();
        if (!snapshot.state().running() || container.cgroup.isEmpty()) {
            return new Usage(snapshot, Instant.now(), Statistics.NONE, Map.of());
        }
        try {
            return new Usage(snapshot, Instant.now(), container.cgroup.get().statistics(),
                    NetworkCounters.of(snapshot.state().pid()));
        } catch (CgroupException e) {
            if (!container.running()) {
                return new Usage(container.snapshot(), Instant.now(), Statistics.NONE, Map.of());
            }
            throw new EngineException(Kind.SYSTEM, e.getMessage(), e);
        }
    }

    @Override
    public List<Change> changes(String reference) throws EngineException {
        return written.changes(registry.get(reference));
    }

    @Override
    public WritableLayer written(String reference) throws EngineException {
        return parts.images().writable(registry.get(reference).writable());
    }

    @Override
    public long writtenBytes(String reference) throws EngineException {
        return written.bytes(registry.get(reference));
    }
}
