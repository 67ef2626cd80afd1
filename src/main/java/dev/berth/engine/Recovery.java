package dev.berth.engine;

import dev.berth.engine.Container.Status;
import dev.berth.isolation.Launcher;
import dev.berth.isolation.cgroup.Cgroup;
import dev.berth.isolation.cgroup.CgroupException;
import dev.berth.kernel.Errno;
import dev.berth.kernel.KernelException;
import dev.berth.profile.Profile;
import java.io.IOException;
import java.util.Optional;

/**
 * Picks up what an engine before this one left: running containers with all that belongs to them, ended ones with
 * their end.
 */
final class Recovery {

    private static final System.Logger LOG = System.getLogger(Recovery.class.getName());

    private final EngineParts parts;
    private final ContainerRegistry registry;
    private final ContainerStore store;
    private final ContainerEnder ender;
    private final ExecService execs;

    Recovery(EngineParts parts, ContainerRegistry registry, ContainerStore store, ContainerEnder ender,
            ExecService execs) {
        this.parts = parts;
        this.registry = registry;
        this.store = store;
        this.ender = ender;
        this.execs = execs;
    }

    /**
     * Enters the containers on the disk.
     *
     * @param mounts says what they have mounted
     * @throws IOException if the disk cannot be read
     */
    void pickUp(MountResolver mounts) throws IOException {
        for (LiveContainer container : store.load()) {
            try {
                registry.add(container);
                container.mounts = mounts.points(container.record);
                pickUp(container);
            } catch (EngineException | IOException e) {
                LOG.log(System.Logger.Level.ERROR, "container " + container.record.name()
                        + " cannot be picked up: " + e.getMessage());
                container.status = Status.DEAD;
            }
        }
    }

    private void pickUp(LiveContainer container) throws IOException, EngineException {
        Optional<MonitorFiles.Started> start = UnfinishedLaunch.await(container.directory, container.id());
        if (start.isEmpty()) {
            container.status = container.state.startedAt().isPresent() ? Status.EXITED : Status.CREATED;
            // made for a launch that the engine before did not live to see
            Cgroup group = group(container);
            if (group.exists()) {
                group.remove();
            }
            removeIfAsked(container);
            return;
        }
        container.cgroup = Optional.of(group(container)).filter(Cgroup::exists);
        container.process = find(container, start.get());
        if (container.process.isPresent()) {
            goOn(container, container.process.get());
        } else {
            endedMeanwhile(container);
        }
    }

    private Cgroup group(LiveContainer container) throws CgroupException {
        return parts.cgroups().below(container.record.profile().limits().cgroupParent()).open(container.id());
    }

    /** Nothing if it has ended; any other reason not to reach it is none to end it. */
    private static Optional<MonitoredProcess> find(LiveContainer container, MonitorFiles.Started start)
            throws KernelException {
        try {
            return Optional.of(MonitoredProcess.found(start, container.tty(),
                    Launcher.numbers(true, container.tty(), container.openStdin())));
        } catch (KernelException e) {
            // one that is just ending has closed its descriptors
            if (e.errno() == Errno.ESRCH || e.errno() == Errno.EBADF) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private void goOn(LiveContainer container, MonitoredProcess process) throws IOException, EngineException {
        container.status = container.cgroup.isPresent() && container.cgroup.get().frozen() ? Status.PAUSED
                : Status.RUNNING;
        if (container.state.startedAt().isEmpty() || container.state.finishedAt().isPresent()) {
            container.state = container.state.started(MonitorFiles.startTime(container.directory));
        }
        container.root = Optional.of(parts.images().unpacked(
                parts.images().ofContainers().get(container.record.imageId())));
        parts.volumes().attach(container.record.volumes(), container.id());
        parts.health().recover(container);
        if (container.status == Status.PAUSED) {
            parts.health().suspend(container);
        }
        parts.supervisor().watch(process.monitor(), () -> ender.ended(container));
        execs.recover(container);
    }

    private void endedMeanwhile(LiveContainer container) throws IOException, EngineException {
        if (!settled(container)) {
            ender.settle(container);
            store.keepState(container);
        }
        container.status = Status.EXITED;
        removeIfAsked(container);
    }

    /** Whether an engine before this one has seen the last end. */
    private static boolean settled(LiveContainer container) throws IOException {
        Optional<MonitorFiles.Exit> exit = MonitorFiles.exit(container.directory);
        return exit.isPresent() && container.state.finishedAt().equals(exit.map(MonitorFiles.Exit::time));
    }

    private void removeIfAsked(LiveContainer container) throws EngineException {
        if (container.record.profile().remove().orElse(false) && container.status == Status.EXITED) {
            ender.remove(container, true);
        }
    }

    /** Starts those that are to be up whenever the engine is. */
    void restart(ContainerStarter starter) {
        for (LiveContainer container : registry.all()) {
            if (container.status == Status.EXITED && alwaysUp(container)) {
                container.lock.lock();
                try {
                    starter.start(container);
                } catch (EngineException e) {
                    LOG.log(System.Logger.Level.WARNING, "cannot start container " + container.record.name() + ": "
                            + e.getMessage());
                } finally {
                    container.lock.unlock();
                }
            }
        }
    }

    private static boolean alwaysUp(LiveContainer container) {
        Profile profile = container.record.profile();
        return profile.restart().map(policy -> switch (policy.kind()) {
            case ALWAYS -> true;
            case UNLESS_STOPPED -> !container.state.stoppedByHand();
            case NO, ON_FAILURE -> false;
        }).orElse(false);
    }
}
