package dev.berth.engine;

import dev.berth.engine.Container.Status;
import dev.berth.engine.EngineException.Kind;
import dev.berth.isolation.cgroup.Cgroup;
import dev.berth.isolation.cgroup.CgroupException;
import dev.berth.image.ImageUsers;
import dev.berth.image.RootFilesystem;
import dev.berth.kernel.Pidfd;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What happens when a container's process has ended, and when a container is removed. */
final class ContainerEnder {

    private static final System.Logger LOG = System.getLogger(ContainerEnder.class.getName());

    private final EngineParts parts;
    private final ContainerRegistry registry;
    private final ContainerStore store;
    private final ExecService execs;

    ContainerEnder(EngineParts parts, ContainerRegistry registry, ContainerStore store, ExecService execs) {
        this.execs = execs;
        this.parts = parts;
        this.registry = registry;
        this.store = store;
    }

    /** Called when a container's monitor has ended. */
    void ended(LiveContainer container) {
        container.lock.lock();
        boolean again;
        boolean remove;
        try {
            parts.health().end(container);
            settle(container);
            int code = container.state.exitCode();
            again = parts.restarts().decide(container);
            remove = !again && !container.removalClaimed && container.record.profile().remove().orElse(false);
            container.status = again ? Status.RESTARTING : Status.EXITED;
            container.ends++;
            parts.logs().ended(container.log());
            if (container.state.oomKilled()) {
                parts.events().container(container, "oom", Map.of());
            }
            parts.events().container(container, "die", Map.of("exitCode", Integer.toString(code)));
            new AttachedEvents(parts.events()).detached(container);
            if (!remove) {
                store.keepState(container);
            }
            execs.containerEnded(container.id());
            parts.volumes().detach(container.record.volumes(), container.id());
            container.announceEnd(code);
        } finally {
            container.lock.unlock();
        }
        if (remove) {
            try {
                remove(container, true);
            } catch (EngineException e) {
                LOG.log(System.Logger.Level.WARNING, e.getMessage());
            }
        }
    }

    /** Takes over the exit record, and lets go of what only a running container has. */
    void settle(LiveContainer container) {
        Optional<MonitorFiles.Exit> exit = Optional.empty();
        try {
            exit = MonitorFiles.exit(container.directory);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.ERROR, e.getMessage());
        }
        boolean oom = false;
        int left = 0;
        Optional<Cgroup> cgroup = container.cgroup;
        if (cgroup.isPresent()) {
            try {
                oom = cgroup.get().oomKills() > 0;
                left = exit.isEmpty() ? cgroup.get().processes().size() : 0;
                cgroup.get().end();
            } catch (CgroupException e) {
                LOG.log(System.Logger.Level.WARNING, e.getMessage());
            }
            container.cgroup = Optional.empty();
        }
        container.process.ifPresent(process -> {
            Pidfd.reap(process.monitor());
            process.close();
        });
        container.process = Optional.empty();
        if (exit.isEmpty()) {
            unseen(container, left);
        }
        container.state = container.state.ended(exit.map(MonitorFiles.Exit::exitCode).orElse(MonitorFiles.UNSEEN), oom,
                exit.map(MonitorFiles.Exit::time).orElseGet(Instant::now));
    }

    /** The monitor sees the end: without its record it was killed, or everything was. */
    private static void unseen(LiveContainer container, int left) {
        String why = "nobody saw its end: its monitor was killed" + (left == 0 ? ", or the machine went down"
                : "; what it wrote since is lost, and the processes that it left (" + left + ") were killed");
        container.state = container.state.failed(MonitorFiles.UNSEEN, why);
        LOG.log(System.Logger.Level.WARNING, "container " + container.record.name() + ": " + why);
    }

    /** Removes a container that does not run. */
    void remove(LiveContainer container, boolean volumes) throws EngineException {
        int code;
        container.lock.lock();
        try {
            if (container.status == Status.REMOVING) {
                throw new EngineException(Kind.CONFLICT, "removal of container " + container.id()
                        + " is already in progress");
            } else if (container.running()) {
                throw new EngineException(Kind.CONFLICT, "cannot remove container \"" + container.record.name()
                        + "\": container is running: stop the container before removing or force remove");
            }
            container.status = Status.REMOVING;
            code = container.state.exitCode();
            store.discard(container.directory);
            container.root.ifPresent(RootFilesystem::close);
            container.root = Optional.empty();
            registry.remove(container);
            execs.containerRemoved(container.id());
            // also of one that never ran: whoever is attached to it waits for an end that will not come
            container.ends++;
            parts.logs().ended(container.log());
        } finally {
            container.lock.unlock();
        }
        if (!container.record.imageId().isEmpty()) {
            sweep();
        }
        if (volumes) {
            container.record.anonymousVolumes().forEach(this::removeVolume);
        }
        parts.events().container(container, "destroy", Map.of());
        container.announceRemoval(code);
    }

    /** Deletes images that were removed before the last container that stood on them. */
    void sweep() {
        try {
            parts.images().ofContainers().sweep(id -> registry.all().stream()
                    .filter(other -> other.record.imageId().equals(id.toString()))
                    .map(other -> new ImageUsers.User(other.id(), other.running())).toList());
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "layers of removed images stay until the next image prune: "
                    + e.getMessage());
        }
    }

    /** One that another container uses by its name stays, as with docker. */
    private void removeVolume(String volume) {
        try {
            parts.volumes().remove(volume, true);
        } catch (EngineException e) {
            LOG.log(System.Logger.Level.DEBUG, e.getMessage());
        }
    }
}
