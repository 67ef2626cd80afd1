package dev.berth.engine;

import dev.berth.engine.Container.Status;
import dev.berth.engine.EngineException.Kind;
import dev.berth.image.RootFilesystem;
import dev.berth.isolation.ContainerCompiler;
import dev.berth.isolation.ContainerSpec;
import dev.berth.isolation.ContainerSpec.CgroupSpec;
import dev.berth.isolation.Descriptor;
import dev.berth.isolation.LaunchFailure;
import dev.berth.isolation.LaunchPlan;
import dev.berth.isolation.Launcher;
import dev.berth.isolation.ProcessSpec;
import dev.berth.isolation.cgroup.Cgroup;
import dev.berth.isolation.cgroup.CgroupException;
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
            container.state = container.state.failed(e.exitCode() == 125 ? 128 : e.exitCode(), e.getMessage());
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
        Cgroup cgroup = null;
        try {
            Files.deleteIfExists(container.directory.resolve("exit"));
            Files.deleteIfExists(container.directory.resolve("started"));
            RootFilesystem root = root(container);
            RootMount mount = resolver.root(container, root);
            Cgroups cgroups = parts.cgroups().below(profile.limits().cgroupParent());
            Settings settings = cgroups.settings(profile.limits(),
                    DeviceResolver.rules(profile.security()), "security.devices", profile.strict().orElse(false));
            parts.volumes().attach(container.record.volumes(), container.id());
            EtcFiles.write(container.directory, container.record);
            boolean untouched = mount.untouched();
            if (untouched && !resolver.places().knows(root)) {
                resolver.places().learn(root, mount);
                mount = resolver.root(container, root);
            }
            Fd mounted = mount.open();
            Launcher.Launched launched;
            try {
                UserDatabase.Found user = users.of(root, untouched, mounted).find(profile.user().orElse(""),
                        profile.groups().orElse(List.of()));
                ProcessSpec process = processes.container(container.record, user);
                cgroup = cgroups.create(container.id(), settings.settings());
                ContainerSpec spec = resolver.resolve(container, root, mount,
                        new CgroupSpec(cgroup.taskFiles(), cgroup.v2Directory(), cgroups.unified()), process,
                        Logs.lastSegment(container.log()));
                LaunchPlan plan = ContainerCompiler.compile(spec, settings.settings(), settings.warnings());
                Map<Descriptor, Fd> prepared = resolver.joined(spec.namespaces());
                prepared.putAll(mount.prepared(mounted));
                launched = parts.launcher().launch(plan, container.id(), prepared);
            } finally {
                mounted.close();
            }
            run(container, launched, cgroup);
        } catch (LaunchFailure e) {
            removeQuietly(cgroup);
            throw refused(e);
        } catch (CgroupException | KernelException e) {
            removeQuietly(cgroup);
            throw new EngineException(Kind.SYSTEM, "cannot start container " + container.record.name() + ": "
                    + e.getMessage(), e);
        } catch (IOException e) {
            removeQuietly(cgroup);
            throw new EngineException(Kind.SYSTEM, "cannot start container " + container.record.name() + ": "
                    + e.getMessage(), e);
        } catch (EngineException | RuntimeException e) {
            removeQuietly(cgroup);
            throw e;
        }
    }

    private RootFilesystem root(LiveContainer container) throws IOException {
        if (container.root.isEmpty()) {
            container.root = Optional.of(parts.images().unpacked(
                    parts.images().ofContainers().get(container.record.imageId())));
        }
        return container.root.get();
    }

    private void run(LiveContainer container, Launcher.Launched launched, Cgroup cgroup)
            throws IOException, EngineException {
        MonitorFiles.Started started = MonitorFiles.started(container.directory)
                .orElseThrow(() -> new IOException("its monitor left no start record"));
        container.process = Optional.of(MonitoredProcess.launched(launched.monitor(), started.process(),
                container.tty(), launched.input(), launched.control()));
        container.cgroup = Optional.of(cgroup);
        container.state = container.state.started(Instant.now());
        container.status = Status.RUNNING;
        container.announceChange();
        parts.health().begin(container);
        parts.supervisor().watch(launched.monitor(), () -> ender.ended(container));
    }

    private static void removeQuietly(Cgroup cgroup) {
        if (cgroup != null) {
            try {
                cgroup.kill();
                cgroup.remove();
            } catch (CgroupException e) {
                System.getLogger(ContainerStarter.class.getName()).log(System.Logger.Level.WARNING, e.getMessage());
            }
        }
    }

    /** A launch failure in the words that docker's client looks for. */
    static EngineException refused(LaunchFailure failure) {
        if (!failure.exec()) {
            return new EngineException(Kind.SYSTEM, failure.getMessage(), failure);
        }
        boolean missing = failure.errno() == Errno.ENOENT || failure.errno() == Errno.ENOTDIR;
        return EngineException.command("failed to create task for container: " + failure.getMessage(),
                missing ? 127 : 126, failure);
    }
}
