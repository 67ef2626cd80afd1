package dev.berth.engine;

import dev.berth.engine.EngineException.Kind;
import dev.berth.image.HostImage;
import dev.berth.image.Image;
import dev.berth.image.InvalidReference;
import dev.berth.image.NoSuchImage;
import dev.berth.image.RootFilesystem;
import dev.berth.isolation.ContainerCompiler;
import dev.berth.isolation.ContainerSpec.CgroupSpec;
import dev.berth.isolation.LaunchPlan;
import dev.berth.isolation.ProcessSpec;
import dev.berth.isolation.cgroup.CgroupException;
import dev.berth.isolation.cgroup.Cgroups;
import dev.berth.isolation.cgroup.Settings;
import dev.berth.kernel.Fd;
import dev.berth.kernel.OpenFlags;
import dev.berth.profile.Mount;
import dev.berth.profile.Namespaces.User;
import dev.berth.profile.Profile;
import dev.berth.profile.ProfileBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Creates containers, and plans those that are only asked about. */
final class ContainerCreator {

    private static final System.Logger LOG = System.getLogger(ContainerCreator.class.getName());

    private final EngineParts parts;
    private final ContainerRegistry registry;
    private final ContainerStore store;
    private final ProfileSource profiles;
    private final LaunchResolver resolver;
    private final MountResolver mounts;
    private final NameGenerator names = new NameGenerator();
    private final ProcessResolver processes;
    private final VolumeFiller filler;
    private final VolumesFrom volumesFrom;

    ContainerCreator(EngineParts parts, ContainerRegistry registry, ContainerStore store, ProfileSource profiles,
            LaunchResolver resolver, MountResolver mounts, ProcessResolver processes) {
        this.parts = parts;
        this.registry = registry;
        this.store = store;
        this.profiles = profiles;
        this.resolver = resolver;
        this.mounts = mounts;
        this.processes = processes;
        this.filler = new VolumeFiller(parts);
        this.volumesFrom = new VolumesFrom(registry);
    }

    /** Makes a container. */
    Containers.Created create(CreateRequest request) throws EngineException {
        Profile asked = volumesFrom.over(profiles.resolve(request), request.volumesFrom());
        Image image = image(asked);
        String id = Names.newId();
        CreateResolver.Resolved resolved = CreateResolver.resolve(asked, image, hostname(asked, id));
        EtcFiles.check(resolved.profile().network());
        List<String> warnings = settings(resolved.profile()).warnings();
        LiveContainer container = enter(request, asked, name -> new LiveContainer(parts.directories().container(id),
                record(id, name, image, resolved, request, List.of(), 0), StateRecord.NEW));
        String name = container.record.name();
        try {
            if (resolved.profile().namespaces().user().orElse(null) instanceof User.Auto) {
                container.record = record(id, name, image, resolved, request, List.of(),
                        IdRanges.free(registry.all()));
            }
            container.root = Optional.of(parts.images().unpacked(image));
            if (!store.make(container)) {
                parts.images().writable(container.writable()).make(container.root.get(),
                        LaunchResolver.shift(container.record));
            }
            container.record = withVolumes(container.record, volumesFrom.anonymous(request.volumesFrom()));
            filler.fill(container, container.root.get());
            container.mounts = mounts.points(container.record);
            store.save(container);
        } catch (IOException e) {
            forget(container);
            throw new EngineException(Kind.SYSTEM, "cannot create container " + name + ": " + e.getMessage(), e);
        } catch (EngineException | RuntimeException e) {
            forget(container);
            throw e;
        } finally {
            container.lock.unlock();
        }
        parts.events().container(container, "create", Map.of());
        return new Containers.Created(container.snapshot(), warnings);
    }

    /** Leaves nothing of a container that could not be made. */
    private void forget(LiveContainer container) {
        container.status = Container.Status.REMOVING;
        registry.remove(container);
        container.root.ifPresent(RootFilesystem::close);
        for (String volume : container.record.anonymousVolumes()) {
            try {
                parts.volumes().remove(volume, true);
            } catch (EngineException e) {
                LOG.log(System.Logger.Level.WARNING, "cannot remove volume " + volume + ": " + e.getMessage());
            }
        }
        if (Files.exists(container.directory)) {
            store.discard(container.directory);
        }
    }

    private static ContainerRecord record(String id, String name, Image image, CreateResolver.Resolved resolved,
            CreateRequest request, List<String> volumes, long idMapBase) {
        boolean host = image.id().equals(HostImage.ID);
        return new ContainerRecord(1, id, name, Instant.now(), resolved.profile().image().orElseThrow(),
                host ? "" : image.id().toString(), resolved.profile(), request.profileName().orElse(""),
                resolved.command(), resolved.environment(), resolved.workdir(), request.stdinOnce(), volumes,
                List.of(), idMapBase, request.request());
    }

    /** Gives every volume mount its volume; those without a name get one of their own. */
    private ContainerRecord withVolumes(ContainerRecord record, List<String> inherited) throws EngineException {
        List<Mount> all = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<String> anonymous = new ArrayList<>();
        for (Mount mount : record.profile().mounts()) {
            if (mount.type() != Mount.Type.VOLUME) {
                all.add(mount);
                continue;
            }
            Volumes.Volume volume = parts.volumes().create(mount.source().filter(name -> !name.isEmpty()),
                    Map.of());
            names.add(volume.name());
            if (mount.source().isEmpty() || inherited.contains(volume.name())) {
                anonymous.add(volume.name());
            }
            all.add(new Mount(mount.type(), Optional.of(volume.name()), mount.target(), mount.readOnly(),
                    mount.propagation(), mount.recursive(), mount.create(), mount.sizeBytes(), mount.mode(),
                    mount.options()));
        }
        ProfileBuilder profile = new ProfileBuilder(record.profile());
        profile.mounts(all);
        return new ContainerRecord(record.version(), record.id(), record.name(), record.created(), record.image(),
                record.imageId(), profile.build(), record.profileName(), record.command(), record.environment(),
                record.workdir(), record.stdinOnce(), names, anonymous, record.idMapBase(), record.request());
    }

    private Image image(Profile asked) throws EngineException {
        String reference = asked.image().orElseThrow(() -> new EngineException(Kind.BAD_PARAMETER,
                "no image: name one, or a profile that has one"));
        try {
            return parts.images().get(reference);
        } catch (NoSuchImage e) {
            throw new EngineException(Kind.NOT_FOUND, e.getMessage(), e);
        } catch (InvalidReference e) {
            throw new EngineException(Kind.BAD_PARAMETER, e.getMessage(), e);
        } catch (IOException e) {
            throw new EngineException(Kind.SYSTEM, "cannot read image " + reference + ": " + e.getMessage(), e);
        }
    }

    /** Enters a container under its name, locked. A made-up name that another takes in this moment is made up again. */
    private LiveContainer enter(CreateRequest request, Profile asked, Function<String, LiveContainer> maker)
            throws EngineException {
        Optional<String> wanted = request.name().filter(name -> !name.isEmpty()).or(asked::name);
        boolean madeUp = wanted.isEmpty() || Names.isCounted(wanted.get());
        while (true) {
            LiveContainer container = maker.apply(name(wanted));
            container.lock.lock();
            try {
                registry.add(container);
                return container;
            } catch (EngineException e) {
                container.lock.unlock();
                if (!madeUp) {
                    throw e;
                }
            }
        }
    }

    private String name(Optional<String> wanted) throws EngineException {
        Predicate<String> taken = name -> !registry.free(name);
        return wanted.isPresent() ? Names.container(Names.counted(wanted.get(), taken)) : names.next(taken);
    }

    private static String hostname(Profile asked, String id) {
        return asked.hostname().orElse(id.substring(0, 12));
    }

    private Settings settings(Profile profile) throws EngineException {
        try {
            return LaunchGroup.settings(parts.cgroups().below(profile.limits().cgroupParent()), profile);
        } catch (CgroupException e) {
            throw new EngineException(Kind.BAD_PARAMETER, e.getMessage(), e);
        }
    }

    /** The plan of a container that is not made. */
    LaunchPlan plan(CreateRequest request) throws EngineException {
        Profile asked = volumesFrom.over(profiles.resolve(request), request.volumesFrom());
        Image image = image(asked);
        String id = "0".repeat(64);
        CreateResolver.Resolved resolved = CreateResolver.resolve(asked, image, hostname(asked, id));
        Settings settings = settings(resolved.profile());
        ContainerRecord record = record(id, "plan", image, resolved, request, List.of(), IdRanges.FIRST);
        LiveContainer container = new LiveContainer(parts.directories().container(id), record, StateRecord.NEW);
        try (RootFilesystem root = parts.images().unpacked(image); JoinedProcesses joined = resolver.joined()) {
            Cgroups cgroups = parts.cgroups().below(resolved.profile().limits().cgroupParent());
            CgroupSpec cgroup = LaunchGroup.spec(cgroups, cgroups.planned(id, settings.settings()));
            ProcessSpec process = processes.container(record, user(root, resolved.profile()));
            return ContainerCompiler.compile(resolver.resolve(container, root, resolver.root(container, root), cgroup,
                    process, joined), settings);
        } catch (IOException e) {
            throw new EngineException(Kind.SYSTEM, "cannot plan: " + e.getMessage(), e);
        }
    }

    /** Who it would be, by the topmost layer that has users. */
    private static UserDatabase.Found user(RootFilesystem root, Profile profile)
            throws EngineException, IOException {
        Path layer = root.lowerDirectories().get(0);
        for (Path lower : root.lowerDirectories()) {
            if (Files.exists(lower.resolve("etc/passwd"), LinkOption.NOFOLLOW_LINKS)) {
                layer = lower;
                break;
            }
        }
        try (Fd directory = Fd.open(layer, OpenFlags.PATH | OpenFlags.DIRECTORY, 0)) {
            return UserDatabase.read(directory).find(profile.user().orElse(""), profile.groups().orElse(List.of()));
        }
    }
}
