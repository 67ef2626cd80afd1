package dev.berth.engine;

import dev.berth.engine.EngineException.Kind;
import dev.berth.image.IdShift;
import dev.berth.image.RootFilesystem;
import dev.berth.image.store.ImageStore;
import dev.berth.isolation.ContainerSpec;
import dev.berth.isolation.ContainerSpec.CgroupSpec;
import dev.berth.isolation.ContainerSpec.MonitorSpec;
import dev.berth.isolation.ContainerSpec.NamespaceSpec;
import dev.berth.isolation.ContainerSpec.Origin;
import dev.berth.isolation.ContainerSpec.Root;
import dev.berth.isolation.ContainerSpec.SystemPaths;
import dev.berth.isolation.ContainerSpec.TimeOffsets;
import dev.berth.isolation.IdMap;
import dev.berth.isolation.ProcessSpec;
import dev.berth.isolation.Sysctls;
import dev.berth.profile.LogSettings;
import dev.berth.profile.Namespaces;
import dev.berth.profile.Namespaces.Mode;
import dev.berth.profile.Namespaces.Network;
import dev.berth.profile.Namespaces.User;
import dev.berth.profile.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Resolves what a container's record asks for into a launch: everything that the compiler needs to know. */
final class LaunchResolver {

    /** So many containers may have joined each other's network. */
    private static final int MOST_JOINS = 16;

    private final Directories directories;
    private final ImageStore images;
    private final ContainerRegistry registry;
    private final MountResolver mounts;
    private final MountPlaces places = new MountPlaces();

    LaunchResolver(Directories directories, ImageStore images, ContainerRegistry registry, MountResolver mounts) {
        this.directories = directories;
        this.images = images;
        this.registry = registry;
        this.mounts = mounts;
    }

    /**
     * How a container's root file system is mounted.
     *
     * @param container the container
     * @param root its image's files
     */
    RootMount root(LiveContainer container, RootFilesystem root) {
        IdMap ids = idMap(container.record);
        return RootMount.of(images.writable(container.writable()), ids.identity() ? places.over(root)
                : root.lowerDirectories(), ids, container.record.profile().remove().orElse(false));
    }

    /** Processes that launches join, none yet. */
    JoinedProcesses joined() {
        return new JoinedProcesses(registry);
    }

    /**
     * The whole launch.
     *
     * @param container the container
     * @param root its image's files
     * @param mount its root, as {@link #root} gave it
     * @param cgroup where its cgroup is
     * @param process its process
     * @param joined takes in the processes whose namespaces it joins
     * @throws IOException if its log cannot be looked at
     */
    ContainerSpec resolve(LiveContainer container, RootFilesystem root, RootMount mount, CgroupSpec cgroup,
            ProcessSpec process, JoinedProcesses joined) throws EngineException, IOException {
        ContainerRecord record = container.record;
        Profile profile = record.profile();
        boolean privileged = profile.security().privileged().orElse(false);
        NamespaceSpec namespaces = namespaces(record, joined::join);
        LiveContainer host = networkOwner(container);
        return new ContainerSpec(hostname(record, host.record), profile.domainname(),
                new Root(mount.descriptor(), profile.security().readOnly().orElse(false),
                        hidden(root, profile)),
                mounts.resolve(container, root, host.directory), namespaces, cgroup,
                DeviceResolver.nodes(profile.security()), systemPaths(profile, privileged),
                sysctls(profile, namespaces), profile.limits().shmBytes().orElse(LaunchDefaults.SHARED_MEMORY_BYTES),
                privileged, process, monitor(container));
    }

    private static MonitorSpec monitor(LiveContainer container) throws IOException {
        boolean remove = container.record.profile().remove().orElse(false);
        LogSettings log = container.record.profile().log();
        boolean logged = !log.driver().orElse("local").equals("none");
        return new MonitorSpec(container.directory, Optional.of(container.log()), !remove,
                Logs.lastSegment(container.log()), logged ? log.maxFiles().orElse(LaunchDefaults.SEGMENTS) : 1,
                logged ? log.maxSizeBytes().orElse(LaunchDefaults.SEGMENT_BYTES) : LaunchDefaults.UNLOGGED_BYTES);
    }

    /** Where this image's containers have the files that the engine mounts. */
    MountPlaces places() {
        return places;
    }

    private static Map<String, String> sysctls(Profile profile, NamespaceSpec namespaces) throws EngineException {
        Map<String, String> sysctls = profile.security().sysctls();
        try {
            for (String name : sysctls.keySet()) {
                Sysctls.check(name, namespaces.ipc() instanceof Origin.Own,
                        namespaces.network() instanceof Origin.Own, namespaces.uts() instanceof Origin.Own);
            }
        } catch (IllegalArgumentException e) {
            throw new EngineException(Kind.BAD_PARAMETER, e.getMessage(), e);
        }
        return sysctls;
    }

    /**
     * Whose network a container is in: its own, or that of the container it joined, which may have joined another's.
     * Names and resolvers are that one's too, as with docker.
     */
    LiveContainer networkOwner(LiveContainer container) throws EngineException {
        LiveContainer owner = container;
        for (int i = 0; owner.record.profile().namespaces().network().orElse(null)
                instanceof Network.Container other; i++) {
            if (i == MOST_JOINS) {
                throw new EngineException(Kind.CONFLICT, "the network of container " + container.record.name()
                        + " is another container's, and so on in a circle");
            }
            owner = registry.get(other.name());
        }
        return owner;
    }

    /** A container's host name: its own, or that of its network's owner. */
    private static Optional<String> hostname(ContainerRecord record, ContainerRecord owner) {
        if (!(record.profile().namespaces().uts().orElse(new Mode.Private()) instanceof Mode.Private)) {
            return Optional.empty();
        }
        return Optional.of(record.profile().hostname().or(owner.profile()::hostname)
                .orElse(owner.id().substring(0, 12)));
    }

    private Map<String, Boolean> hidden(RootFilesystem root, Profile profile) {
        Map<String, Boolean> hidden = new LinkedHashMap<>();
        List<String> paths = new ArrayList<>(root.maskedPaths());
        if (!paths.isEmpty()) {
            paths.add(directories.data().toString());
            paths.add(directories.run().toString());
        }
        for (String path : paths) {
            boolean mounted = profile.mounts().stream().anyMatch(mount -> mount.target().equals(path));
            if (!mounted && Files.exists(Path.of(path))) {
                hidden.put(path, Files.isDirectory(Path.of(path)));
            }
        }
        return hidden;
    }

    private static SystemPaths systemPaths(Profile profile, boolean privileged) {
        List<String> masked = new ArrayList<>();
        List<String> readOnly = new ArrayList<>();
        if (!privileged && !profile.security().unmasked().orElse(false)) {
            masked.addAll(LaunchDefaults.SYSTEM_PATHS.masked());
            masked.addAll(LaunchDefaults.processorPaths());
            readOnly.addAll(LaunchDefaults.SYSTEM_PATHS.readOnly());
        }
        masked.addAll(profile.security().masked().orElse(List.of()));
        readOnly.addAll(profile.security().readonly().orElse(List.of()));
        return new SystemPaths(masked, readOnly);
    }

    /** Finds whose namespace a container joins. */
    private interface Owners {
        Origin of(String namespace, String container) throws EngineException;
    }

    private NamespaceSpec namespaces(ContainerRecord record, Owners owners) throws EngineException {
        Namespaces n = record.profile().namespaces();
        return new NamespaceSpec(origin("pid", n.pid(), owners), origin("ipc", n.ipc(), owners),
                origin("uts", n.uts(), owners), network(n.network(), owners), origin("cgroup", n.cgroup(), owners),
                idMap(record), n.time().map(time -> new TimeOffsets(time.monotonic(), time.boottime())));
    }

    /**
     * The namespaces of a container that runs, to be entered: those that it has joined are its own by now, and whoever
     * they are from may have ended.
     */
    NamespaceSpec entered(ContainerRecord record) throws EngineException {
        return namespaces(record, (namespace, container) -> new Origin.Own());
    }

    private static Origin origin(String name, Optional<Mode> mode, Owners owners) throws EngineException {
        if (mode.isPresent() && mode.get() instanceof Mode.Container other) {
            return owners.of(name, other.name());
        }
        return mode.isPresent() && mode.get() instanceof Mode.Host ? new Origin.Host() : new Origin.Own();
    }

    private static Origin network(Optional<Network> network, Owners owners) throws EngineException {
        if (network.isPresent() && network.get() instanceof Network.Container other) {
            return owners.of("network", other.name());
        }
        return network.isPresent() && network.get() instanceof Network.Host ? new Origin.Host() : new Origin.Own();
    }

    /** The same map in the image package's words. */
    static IdShift shift(ContainerRecord record) {
        IdMap ids = idMap(record);
        return ids.identity() ? IdShift.NONE : new IdShift(ids.ranges().stream()
                .map(range -> new IdShift.Range(range.container(), range.host(), range.count())).toList());
    }

    /** The map of a container's user namespace. */
    static IdMap idMap(ContainerRecord record) {
        User user = record.profile().namespaces().user().orElse(new User.Host());
        if (user instanceof User.Mapped mapped) {
            return new IdMap(mapped.ranges());
        } else if (user instanceof User.Auto) {
            return new IdMap(List.of(new Namespaces.IdRange(0, record.idMapBase(), IdRanges.COUNT)));
        }
        return IdMap.IDENTITY;
    }
}
