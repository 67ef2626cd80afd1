package dev.berth.engine;

import dev.berth.image.registry.RegistryImages;
import dev.berth.image.registry.RegistrySettings;
import dev.berth.image.store.ImageStore;
import dev.berth.isolation.Launcher;
import dev.berth.isolation.cgroup.Cgroups;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The engine: puts its parts together. */
public final class BerthEngine implements Engine {

    private static final System.Logger LOG = System.getLogger(BerthEngine.class.getName());

    private final RegistryImages registries;
    private final EngineParts parts;
    private final ContainerService containers;
    private final ExecService execs;
    private final StepRunner steps;
    private final ArchiveService archives;
    private final ContainerRegistry registry = new ContainerRegistry();
    private final Trash trash;
    private final SpareDirectories spares;
    private final Refill refill;
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
        timer.setKeepAliveTime(10, TimeUnit.SECONDS);
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
        ContainerStore store = new ContainerStore(directories, trash, spares, refill);
        MountResolver mounts = new MountResolver(volumes);
        LaunchResolver resolver = new LaunchResolver(directories, images, registry, mounts);
        ProcessResolver processes = new ProcessResolver(new SecurityResolver());
        execs = new ExecService(parts, registry, resolver, processes);
        health.probe(new HealthProbe(execs, timer));
        ContainerEnder ender = new ContainerEnder(parts, registry, store, execs);
        ContainerStarter starter = new ContainerStarter(parts, store, resolver, ender, processes);
        restarts.starter(starter::start);
        containers = new ContainerService(parts, registry, store,
                new ContainerCreator(parts, registry, store, profiles, resolver, mounts, processes), starter, ender);
        steps = new StepRunner(parts, resolver, processes, profiles, trash);
        steps.recover();
        archives = new ArchiveService(parts, registry, resolver);
        Recovery recovery = new Recovery(parts, registry, store, ender, execs);
        recovery.pickUp(mounts);
        recovery.restart(starter);
        timer.execute(ender::sweep);
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
