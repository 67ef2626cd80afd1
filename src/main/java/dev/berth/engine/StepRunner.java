package dev.berth.engine;

import dev.berth.engine.EngineException.Kind;
import dev.berth.image.RootFilesystem;
import dev.berth.image.store.WritableLayer.Mountable;
import dev.berth.isolation.ContainerCompiler;
import dev.berth.isolation.ContainerSpec;
import dev.berth.isolation.ContainerSpec.MountSpec;
import dev.berth.isolation.Descriptor;
import dev.berth.isolation.IdMap;
import dev.berth.isolation.LaunchFailure;
import dev.berth.isolation.LaunchPlan;
import dev.berth.isolation.Launcher;
import dev.berth.isolation.ProcessSpec;
import dev.berth.isolation.cgroup.Cgroup;
import dev.berth.isolation.cgroup.Cgroups;
import dev.berth.isolation.cgroup.CgroupException;
import dev.berth.isolation.cgroup.Settings;
import dev.berth.kernel.Fd;
import dev.berth.kernel.KernelException;
import dev.berth.kernel.OpenFlags;
import dev.berth.kernel.Pidfd;
import dev.berth.profile.Profile;
import dev.berth.profile.ProfileBuilder;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Runs the steps of builds: launched and watched as containers are, but entered in no list. */
final class StepRunner implements Steps {

    private static final System.Logger LOG = System.getLogger(StepRunner.class.getName());
    /** Enough for a parallel build of a kernel, and too little to take the machine's process ids. */
    private static final int MOST_PROCESSES = 4096;
    private static final Profile DEFAULT = defaults();
    /** Says below which group a step's is, for an engine that finds one whose own was killed. */
    private static final String PARENT = "cgroup-parent";

    private final EngineParts parts;
    private final LaunchResolver resolver;
    private final ProcessResolver processes;
    private final ProfileSource profiles;
    private final Trash trash;

    StepRunner(EngineParts parts, LaunchResolver resolver, ProcessResolver processes, ProfileSource profiles,
            Trash trash) {
        this.parts = parts;
        this.resolver = resolver;
        this.processes = processes;
        this.profiles = profiles;
        this.trash = trash;
    }

    private static Profile defaults() {
        ProfileBuilder profile = new ProfileBuilder();
        profile.limits().pids(MOST_PROCESSES);
        return profile.build();
    }

    @Override
    public Path data() {
        return parts.directories().data();
    }

    @Override
    public Profile profile() throws EngineException {
        return profiles.find("build").orElse(Profile.EMPTY).over(DEFAULT);
    }

    @Override
    public ProcessSpec.Identity user(Fd root, String spec) throws EngineException {
        return UserDatabase.read(root).find(spec, List.of()).identity();
    }

    /** Ends and removes the steps that an engine before this one left when it was killed. */
    void recover() throws IOException {
        Path all = directory();
        if (!Files.isDirectory(all)) {
            return;
        }
        try (DirectoryStream<Path> left = Files.newDirectoryStream(all)) {
            for (Path step : left) {
                Path parent = step.resolve(PARENT);
                Cgroup group = parts.cgroups().below(Files.exists(parent) ? Optional.of(Files.readString(parent))
                        : Optional.empty()).open(step.getFileName().toString());
                if (group.exists()) {
                    LaunchGroup.remove(group);
                }
                trash.discard(step);
            }
        }
    }

    private Path directory() {
        return data().resolve("steps");
    }

    @Override
    public int run(Step step, StepOutput output) throws EngineException, InterruptedException {
        Path directory = directory().resolve(step.id());
        LiveContainer container = new LiveContainer(directory, record(step), StateRecord.NEW);
        try {
            Files.createDirectories(directory.resolve("log"));
            if (step.profile().limits().cgroupParent().isPresent()) {
                Files.writeString(directory.resolve(PARENT), step.profile().limits().cgroupParent().get());
            }
            return run(container, step, output);
        } catch (IOException e) {
            throw new EngineException(Kind.SYSTEM, "cannot run the step: " + e.getMessage(), e);
        } finally {
            if (Files.exists(directory)) {
                trash.discard(directory);
            }
        }
    }

    private static ContainerRecord record(Step step) {
        return new ContainerRecord(1, step.id(), step.id(), Instant.now(), "", "", step.profile(), "build",
                step.command(), step.environment(), step.workdir(), false, List.of(), List.of(), 0, "");
    }

    private int run(LiveContainer container, Step step, StepOutput output)
            throws IOException, EngineException, InterruptedException {
        Profile profile = step.profile();
        RootMount root = RootMount.of(step.root(), step.lowers(), IdMap.IDENTITY, true);
        Cgroups cgroups = parts.cgroups().below(profile.limits().cgroupParent());
        Settings settings = LaunchGroup.settings(cgroups, profile);
        EtcFiles.write(container.directory, container.record);
        CountDownLatch ended = new CountDownLatch(1);
        StepStubs stubs;
        Launcher.Launched launched;
        Cgroup cgroup;
        try (Fd mounted = root.open(); LaunchGroup group = new LaunchGroup(cgroups, step.id(), settings)) {
            stubs = StepStubs.before(mounted, targets(step));
            launched = play(container, step, root, mounted, group);
            watch(launched, () -> {
                ended.countDown();
                parts.logs().ended(container.log());
            });
            cgroup = group.keep();
        } catch (LaunchFailure e) {
            throw ContainerStarter.refused(e);
        }
        try {
            return await(container, ended, output);
        } finally {
            end(launched, cgroup, ended);
            clean(step.root(), stubs);
        }
    }

    private Launcher.Launched play(LiveContainer container, Step step, RootMount root, Fd mounted, LaunchGroup group)
            throws IOException, EngineException, LaunchFailure {
        UserDatabase.Found user = UserDatabase.read(mounted).find(step.user(), List.of());
        ProcessSpec process = processes.container(container.record, user);
        try (JoinedProcesses joined = resolver.joined()) {
            ContainerSpec spec = withMounts(resolver.resolve(container, new Lowers(step.lowers()), root, group.spec(),
                    process, joined), step.mounts());
            LaunchPlan plan = ContainerCompiler.compile(spec, group.settings());
            Map<Descriptor, Fd> prepared = joined.take();
            prepared.putAll(root.prepared(mounted));
            return parts.launcher().launch(plan, step.id(), prepared);
        }
    }

    private void watch(Launcher.Launched launched, Runnable ended) throws KernelException {
        try {
            parts.supervisor().watch(launched.monitor(), ended);
        } catch (KernelException e) {
            launched.close();
            throw e;
        }
    }

    private static void clean(Mountable root, StepStubs stubs) throws IOException {
        boolean overlay = root instanceof Mountable.Overlay;
        Path changes = overlay ? ((Mountable.Overlay) root).upper() : ((Mountable.Directory) root).root();
        try (Fd fd = Fd.open(changes, OpenFlags.DIRECTORY, 0)) {
            stubs.remove(fd, overlay);
        }
    }

    private static List<String> targets(Step step) {
        List<String> targets = new ArrayList<>();
        // stubs for what no profile asks for are no part of an image either
        Containers.PLACES.forEach(place -> targets.add('/' + place));
        step.mounts().forEach(mount -> targets.add(mount.target()));
        return targets;
    }

    private static ContainerSpec withMounts(ContainerSpec spec, List<Step.StepMount> further) {
        List<MountSpec> mounts = new ArrayList<>(spec.mounts());
        mounts.addAll(StepMounts.of(further));
        return new ContainerSpec(spec.hostname(), spec.domainname(), spec.root(), mounts, spec.namespaces(),
                spec.cgroup(), spec.devices(), spec.systemPaths(), spec.sysctls(), spec.sharedMemoryBytes(),
                spec.privileged(), spec.process(), spec.monitor());
    }

    /** Hands on what the step writes until it has ended. */
    private int await(LiveContainer container, CountDownLatch ended, StepOutput output)
            throws IOException, InterruptedException {
        try (Output log = parts.logs().follow(container.log(), new LogPosition(0, 0), () -> ended.getCount() == 0)) {
            for (Optional<LogChunk> chunk = log.next(); chunk.isPresent(); chunk = log.next()) {
                LogChunk.Stream stream = chunk.get().stream();
                if (stream == LogChunk.Stream.STDOUT || stream == LogChunk.Stream.STDERR) {
                    output.write(stream, chunk.get().payload());
                }
            }
        }
        return MonitorFiles.exit(container.directory).map(MonitorFiles.Exit::exitCode).orElse(MonitorFiles.UNSEEN);
    }

    /** Lets go of everything; what still runs, since the step was given up, is killed. */
    private static void end(Launcher.Launched launched, Cgroup cgroup, CountDownLatch ended) {
        try {
            cgroup.kill();
        } catch (CgroupException e) {
            LOG.log(System.Logger.Level.WARNING, e.getMessage());
        }
        boolean interrupted = false;
        while (ended.getCount() > 0) {
            try {
                ended.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        LaunchGroup.remove(cgroup);
        Pidfd.reap(launched.monitor());
        launched.close();
    }

    /** The layers that a step runs on, held by whoever runs it. */
    private record Lowers(List<Path> lowerDirectories) implements RootFilesystem {
        @Override
        public void close() {
            // nothing is held here
        }
    }
}
