package dev.berth.engine;

import dev.berth.engine.Container.Status;
import dev.berth.image.registry.RegistryImages;
import dev.berth.image.registry.RegistrySettings;
import dev.berth.image.store.ImageStore;
import dev.berth.isolation.Launcher;
import dev.berth.isolation.cgroup.Cgroup;
import dev.berth.isolation.cgroup.CgroupException;
import dev.berth.isolation.cgroup.Cgroups;
import dev.berth.kernel.KernelException;
import dev.berth.profile.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/** The engine: puts its parts together, and picks up what an engine before it left running. */
public final class BerthEngine implements Engine {

    private static final System.Logger LOG = System.getLogger(BerthEngine.class.getName());

    private final RegistryImages registries;
    private final EngineParts parts;
    private final ContainerService containers;
    private final ExecService execs;
    private final StepRunner steps;
    private final ArchiveService archives;
    private final ContainerRegistry registry = new ContainerRegistry();
    private final ContainerStore store;
    private final Trash trash;
    private final SpareDirectories spares;
    private final Refill refill;
    private final ContainerEnder ender;
    private final ScheduledThreadPoolExecutor timer;
    private final EventBus events = new EventBus();
    private final Instant started = Instant.now();

    /**
     * Starts an engine.
     *
     * @param directories where it keeps things
     * @param cgroupParent the group that its containers' groups are in
     * @param profiles finds profiles
     * @throws IOException if the directories, the store, or the machine are not fit; the message is for the user
     */
    public BerthEngine(Directories directories, String cgroupParent, ProfileSource profiles) throws IOException {
        this(directories, cgroupParent, profiles, RegistrySettings.DEFAULT, Optional.empty());
    }

    /**
     * Starts an engine.
     *
     * @param directories where it keeps things
     * @param cgroupParent the group that its containers' groups are in
     * @param profiles finds profiles
     * @param settings what its configuration says about registries
     * @param storageDriver how root file systems are made; the first that is possible if not given
     * @throws IOException if the directories, the store, or the machine are not fit; the message is for the user
     */
    public BerthEngine(Directories directories, String cgroupParent, ProfileSource profiles,
            RegistrySettings settings, Optional<String> storageDriver) throws IOException {
        directories.prepare();
        timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(null, task, "timer", 256 * 1024);
            thread.setDaemon(true);
            return thread;
        });
        timer.setKeepAliveTime(10, java.util.concurrent.TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        ImageStore images = ImageStore.open(directories.data(), storageDriver);
        registries = new RegistryImages(images, settings);
        VolumeStore volumes = new VolumeStore(directories.data().resolve("volumes"), this::volumeUsers, events);
        Restarts restarts = new Restarts(timer);
        ContainerEvents containerEvents = new ContainerEvents(events);
        HealthChecks health = new HealthChecks(timer, containerEvents,
                container -> shell(images, container));
        parts = new EngineParts(directories, images, Cgroups.find(cgroupParent), new Launcher(), new Supervisor(),
                new Logs(), containerEvents, volumes, restarts, health);
        trash = new Trash(directories.trash());
        spares = new SpareDirectories(directories.spare(), images, trash);
        refill = new Refill(spares::refill);
        store = new ContainerStore(directories, trash, spares, refill);
        MountResolver mounts = new MountResolver(volumes);
        LaunchResolver resolver = new LaunchResolver(directories, images, registry, mounts);
        ProcessResolver processes = new ProcessResolver(new SecurityResolver());
        execs = new ExecService(parts, registry, resolver, processes);
        health.probe(new HealthProbe(execs, timer));
        ender = new ContainerEnder(parts, registry, store, execs);
        ContainerStarter starter = new ContainerStarter(parts, store, resolver, ender, processes);
        restarts.starter(starter::start);
        containers = new ContainerService(parts, registry, store,
                new ContainerCreator(parts, registry, store, profiles, resolver, mounts, processes), starter, ender);
        steps = new StepRunner(parts, resolver, processes, profiles, trash);
        steps.recover();
        archives = new ArchiveService(parts, registry, resolver);
        recover(mounts, starter);
    }

    /** What an image's lines for a shell run with. */
    private static List<String> shell(ImageStore images, LiveContainer container) {
        try {
            return images.ofContainers().get(container.record.imageId()).config().shell().orElse(HealthPolicy.SHELL);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "the shell of container " + container.record.name()
                    + "'s image is not known: " + e.getMessage());
            return HealthPolicy.SHELL;
        }
    }

    private List<String> volumeUsers(String volume) {
        return registry.all().stream().filter(container -> container.record.volumes().contains(volume))
                .map(LiveContainer::id).toList();
    }

    /** Picks up the containers on the disk: running ones with all that belongs to them, ended ones with their end. */
    private void recover(MountResolver mounts, ContainerStarter starter) throws IOException {
        for (LiveContainer container : store.load()) {
            try {
                registry.add(container);
                container.mounts = mounts.points(container.record);
                recover(container);
            } catch (EngineException | IOException e) {
                LOG.log(System.Logger.Level.ERROR, "container " + container.record.name()
                        + " cannot be picked up: " + e.getMessage());
                container.status = Status.DEAD;
            }
        }
        for (LiveContainer container : registry.all()) {
            restart(container, starter);
        }
    }

    private Cgroup group(LiveContainer container) throws CgroupException {
        return parts.cgroups().below(container.record.profile().limits().cgroupParent()).open(container.id());
    }

    private void recover(LiveContainer container) throws IOException, EngineException {
        Optional<MonitorFiles.Started> start = Monitors.startRecord(container.directory, container.id());
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
        container.cgroup = Optional.of(group(container)).filter(cgroup -> cgroup.exists());
        try {
            MonitoredProcess process = MonitoredProcess.found(start.get(), container.tty(),
                    Launcher.numbers(true, container.tty(), container.openStdin()));
            container.process = Optional.of(process);
            container.status = container.cgroup.isPresent() && container.cgroup.get().frozen() ? Status.PAUSED
                    : Status.RUNNING;
            if (container.state.startedAt().isEmpty() || container.state.finishedAt().isPresent()) {
                container.state = container.state.started(
                        Files.getLastModifiedTime(container.directory.resolve("started")).toInstant());
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
        } catch (KernelException e) {
            // it ended while no engine was there
            if (!settled(container)) {
                ender.settle(container);
                store.keepState(container);
            }
            container.status = Status.EXITED;
            removeIfAsked(container);
        }
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

    /** Containers that are to be up whenever the engine is. */
    private void restart(LiveContainer container, ContainerStarter starter) {
        Profile profile = container.record.profile();
        boolean always = profile.restart().map(policy -> switch (policy.kind()) {
            case ALWAYS -> true;
            case UNLESS_STOPPED -> !container.state.stoppedByHand();
            case NO, ON_FAILURE -> false;
        }).orElse(false);
        if (always && container.status == Status.EXITED) {
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

    @Override
    public Containers containers() {
        return containers;
    }

    @Override
    public Archives archives() {
        return archives;
    }

    @Override
    public Execs execs() {
        return execs;
    }

    @Override
    public RegistryImages registries() {
        return registries;
    }

    @Override
    public ImageStore images() {
        return parts.images();
    }

    @Override
    public Events events() {
        return events;
    }

    @Override
    public Volumes volumes() {
        return parts.volumes();
    }

    @Override
    public Steps steps() {
        return steps;
    }

    @Override
    public EngineInfo info() {
        return MachineInfo.read(parts, started);
    }

    @Override
    public void close() {
        parts.health().close();
        parts.supervisor().close();
        parts.logs().close();
        timer.shutdown();
        refill.close();
        spares.close();
        trash.close();
        parts.images().close();
        parts.launcher().close();
        parts.cgroups().close();
    }
}
