package dev.berth.engine;

import dev.berth.engine.Container.Status;
import dev.berth.engine.EngineException.Kind;
import dev.berth.image.RootFilesystem;
import dev.berth.isolation.ContainerCompiler;
import dev.berth.isolation.ContainerSpec;
import dev.berth.isolation.Descriptor;
import dev.berth.isolation.LaunchFailure;
import dev.berth.isolation.LaunchPlan;
import dev.berth.isolation.Launcher;
import dev.berth.isolation.ProcessSpec;
import dev.berth.isolation.cgroup.Cgroups;
import dev.berth.isolation.cgroup.Settings;
import dev.berth.kernel.Errno;
import dev.berth.kernel.Fd;
import dev.berth.kernel.KernelException;
import dev.berth.profile.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts containers. The caller holds the container's lock. */
final class ContainerStarter {

    /** Docker's exit code of a container that the engine could not start. */
    private static final int NOT_STARTED = 128;

    private final EngineParts parts;
    private final ContainerStore store;
    private final LaunchResolver resolver;
    private final ContainerEnder ender;
    private final ProcessResolver processes;
    private final KnownUsers users = new KnownUsers();

    ContainerStarter(EngineParts parts, ContainerStore store, LaunchResolver resolver, ContainerEnder ender,
            ProcessResolver processes) {
        this.parts = parts;
        this.store = store;
        this.resolver = resolver;
        this.ender = ender;
        this.processes = processes;
    }

    /**
     * Starts a container that does not run.
     *
     * @throws EngineException if it cannot be started; nothing is left running, and of a container that was to be
     *     removed when it ends nothing at all: docker run --rm waits for that
     */
    void start(LiveContainer container) throws EngineException {
        if (container.status == Status.REMOVING || container.status == Status.DEAD) {
            throw new EngineException(Kind.CONFLICT, "container is marked for removal and cannot be started");
        }
        try {
            launch(container);
        } catch (EngineException e) {
            parts.volumes().detach(container.record.volumes(), container.id());
            int code = e.exitCode() == EngineException.REFUSED ? NOT_STARTED : e.exitCode();
            container.state = container.state.failed(code, e.getMessage());
            container.status = container.state.startedAt().isPresent() ? Status.EXITED : Status.CREATED;
            if (container.record.profile().remove().orElse(false)) {
                ender.remove(container, true);
            } else {
                store.keepState(container);
            }
            throw e;
        }
        new AttachedEvents(parts.events()).attached(container);
        parts.events().container(container, "start", Map.of());
    }

    private void launch(LiveContainer container) throws EngineException {
        Profile profile = container.record.profile();
        try {
            Files.deleteIfExists(container.directory.resolve(MonitorFiles.EXIT));
            Files.deleteIfExists(container.directory.resolve(MonitorFiles.STARTED));
            Root root = root(container);
            Cgroups cgroups = parts.cgroups().below(profile.limits().cgroupParent());
            Settings settings = LaunchGroup.settings(cgroups, profile);
            parts.volumes().attach(container.record.volumes(), container.id());
            EtcFiles.write(container.directory, container.record);
            try (Fd mounted = root.mount().open();
                    LaunchGroup group = new LaunchGroup(cgroups, container.id(), settings)) {
                run(container, play(container, root, mounted, group), group);
            }
        } catch (LaunchFailure e) {
            throw refused(e);
        } catch (IOException e) {
            throw new EngineException(Kind.SYSTEM, "cannot start container " + container.record.name() + ": "
                    + e.getMessage(), e);
        }
    }

    /**
     * A container's root file system.
     *
     * @param files its image's
     * @param mount how they are mounted
     * @param untouched whether they are all that is in it
     */
    private record Root(RootFilesystem files, RootMount mount, boolean untouched) {
    }

    private Root root(LiveContainer container) throws IOException {
        if (container.root.isEmpty()) {
            container.root = Optional.of(parts.images().unpacked(
                    parts.images().ofContainers().get(container.record.imageId())));
        }
        RootFilesystem files = container.root.get();
        RootMount mount = resolver.root(container, files);
        boolean untouched = mount.untouched();
        if (untouched && !resolver.places().knows(files)) {
            RootMount unwritten = mount;
            resolver.places().learn(files, () -> unwritten.open(false));
            mount = resolver.root(container, files);
        }
        return new Root(files, mount, untouched);
    }

    private Launcher.Launched play(LiveContainer container, Root root, Fd mounted, LaunchGroup group)
            throws EngineException, IOException, LaunchFailure {
        Profile profile = container.record.profile();
        UserDatabase.Found user = users.of(root.files(), root.untouched(), mounted).find(profile.user().orElse(""),
                profile.groups().orElse(List.of()));
        ProcessSpec process = processes.container(container.record, user);
        try (JoinedProcesses joined = resolver.joined()) {
            ContainerSpec spec = resolver.resolve(container, root.files(), root.mount(), group.spec(), process, joined);
            LaunchPlan plan = ContainerCompiler.compile(spec, group.settings());
            Map<Descriptor, Fd> prepared = joined.take();
            prepared.putAll(root.mount().prepared(mounted));
            return parts.launcher().launch(plan, container.id(), prepared);
        }
    }

    private void run(LiveContainer container, Launcher.Launched launched, LaunchGroup group) throws IOException {
        MonitoredProcess process = MonitoredProcess.launched(launched, container.directory, container.tty());
        try {
            // whoever hears of the end waits for the container's lock
            parts.supervisor().watch(process.monitor(), () -> ender.ended(container));
        } catch (KernelException e) {
            process.close();
            throw e;
        }
        container.process = Optional.of(process);
        container.cgroup = Optional.of(group.keep());
        container.state = container.state.started(Instant.now());
        container.status = Status.RUNNING;
        container.announceChange();
        parts.health().begin(container);
    }

    /** A launch failure in the words that docker's client looks for. */
    static EngineException refused(LaunchFailure failure) {
        if (!failure.exec()) {
            return new EngineException(Kind.SYSTEM, failure.getMessage(), failure);
        }
        boolean missing = failure.errno() == Errno.ENOENT || failure.errno() == Errno.ENOTDIR;
        return EngineException.command("failed to create task for container: " + failure.getMessage(),
                missing ? EngineException.NOT_THERE : EngineException.NOT_EXECUTABLE, failure);
    }
}
