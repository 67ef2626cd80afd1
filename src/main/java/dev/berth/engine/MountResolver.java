package dev.berth.engine;

import dev.berth.engine.Container.MountPoint;
import dev.berth.engine.EngineException.Kind;
import dev.berth.image.RootFilesystem;
import dev.berth.isolation.ContainerSpec.MountSpec;
import dev.berth.isolation.Descriptor;
import dev.berth.isolation.IdMap;
import dev.berth.kernel.MountCalls;
import dev.berth.kernel.MountFlags;
import dev.berth.profile.Mount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** Resolves a container's mounts: what is bound from where, and with which attributes. */
final class MountResolver {


    private final Volumes volumes;

    MountResolver(Volumes volumes) {
        this.volumes = volumes;
    }

    /**
     * The mounts of a container, those nearer to the root first.
     *
     * @param container the container
     * @param root its image's layers
     * @param names directory of the container whose {@code hosts}, {@code hostname} and {@code resolv.conf} it has
     */
    List<MountSpec> resolve(LiveContainer container, RootFilesystem root, Path names) throws EngineException {
        List<MountSpec> all = new ArrayList<>();
        for (Path bind : root.readOnlyBinds()) {
            all.add(bind(bind, bind.toString(), MountCalls.RDONLY, true, MountFlags.PRIVATE, "image host"));
        }
        for (String name : EtcFiles.NAMES) {
            Path file = names.resolve(name);
            if (Files.exists(file)) {
                all.add(bind(file, "/etc/" + name, 0, false, MountFlags.PRIVATE, ""));
            }
        }
        List<Mount> asked = new ArrayList<>(container.record.profile().mounts());
        asked.sort(Comparator.comparingInt(mount -> Path.of(mount.target()).getNameCount()));
        for (Mount mount : asked) {
            all.add(resolve(mount));
        }
        return all;
    }

    private MountSpec resolve(Mount mount) throws EngineException {
        String target = target(mount);
        return switch (mount.type()) {
            case TMPFS -> memory(mount, target);
            case BIND -> bind(source(mount), target, attributes(mount), mount.recursive().orElse(true),
                    propagation(mount), "mounts");
            case VOLUME -> bind(volumes.get(mount.source().orElse("")).path(), target, attributes(mount), false,
                    MountFlags.PRIVATE, "mounts");
        };
    }

    /** Where a mount goes; docker's refusals. */
    static String target(Mount mount) throws EngineException {
        Path target = Path.of(mount.target()).normalize();
        String text = target.toString();
        if (!target.isAbsolute()) {
            throw new EngineException(Kind.BAD_PARAMETER, "invalid mount config for type \""
                    + mount.type().name().toLowerCase(Locale.ROOT) + "\": invalid mount path: '"
                    + mount.target() + "' mount path must be absolute");
        } else if (text.equals("/")) {
            throw new EngineException(Kind.BAD_PARAMETER,
                    "invalid specification: destination can't be '/'");
        } else if (text.equals("/proc") || text.startsWith("/proc/")) {
            throw new EngineException(Kind.BAD_PARAMETER, "\"" + text + "\" cannot be mounted because it is inside"
                    + " /proc, which a container's security rests on");
        }
        return text;
    }

    private static Path source(Mount mount) throws EngineException {
        Path source = Path.of(mount.source().orElse(""));
        if (!source.isAbsolute()) {
            throw new EngineException(Kind.BAD_PARAMETER,
                    "invalid mount config for type \"bind\": invalid mount path: '"
                    + source + "' mount path must be absolute");
        }
        if (!Files.exists(source)) {
            if (!mount.create()) {
                throw new EngineException(Kind.BAD_PARAMETER,
                        "invalid mount config for type \"bind\": bind source path does not exist: " + source);
            }
            try {
                Files.createDirectories(source);
            } catch (IOException e) {
                throw new EngineException(Kind.SYSTEM, "cannot make the bind source path " + source + ": "
                        + e.getMessage(), e);
            }
        }
        return source;
    }

    private static MountSpec bind(Path source, String target, long attributes, boolean recursive, int propagation,
            String key) {
        return new MountSpec.Prepared(new Descriptor.Tree(source.toString(), source, recursive, attributes, 0,
                OptionalInt.of(propagation), IdMap.IDENTITY), target, Files.isDirectory(source), key);
    }

    private static long attributes(Mount mount) throws EngineException {
        long attributes = mount.readOnly() ? MountCalls.RDONLY : 0;
        for (String option : mount.options()) {
            attributes |= switch (option) {
                case "nosuid" -> MountCalls.NOSUID;
                case "nodev" -> MountCalls.NODEV;
                case "noexec" -> MountCalls.NOEXEC;
                case "noatime" -> MountCalls.NOATIME;
                case "nodiratime" -> MountCalls.NODIRATIME;
                case "suid", "dev", "exec", "atime", "diratime", "relatime", "z", "Z", "nocopy", "copy", "rw" -> 0;
                case "ro" -> MountCalls.RDONLY;
                default -> throw new EngineException(Kind.BAD_PARAMETER, "invalid mount option " + option + " for "
                        + mount.target() + ": use nosuid, nodev, noexec, noatime, nodiratime or their opposites");
            };
        }
        return attributes;
    }

    private static int propagation(Mount mount) throws EngineException {
        return switch (mount.propagation().orElse("rprivate")) {
            case "private", "rprivate" -> MountFlags.PRIVATE;
            case "slave", "rslave" -> MountFlags.SLAVE;
            case "shared", "rshared" -> MountFlags.SHARED;
            case "unbindable", "runbindable" -> MountFlags.UNBINDABLE;
            default -> throw new EngineException(Kind.BAD_PARAMETER,
                    "invalid propagation mode: " + mount.propagation().get());
        };
    }

    private static MountSpec memory(Mount mount, String target) throws EngineException {
        long flags = MountFlags.NOSUID | MountFlags.NODEV | MountFlags.NOEXEC
                | (mount.readOnly() ? MountFlags.RDONLY : 0);
        StringBuilder data = new StringBuilder("mode=").append(Integer.toOctalString(mount.mode().orElse(01777)));
        if (mount.sizeBytes().isPresent()) {
            data.append(",size=").append(mount.sizeBytes().getAsLong());
        }
        for (String option : mount.options()) {
            switch (option) {
                case "exec" -> flags &= ~MountFlags.NOEXEC;
                case "suid" -> flags &= ~MountFlags.NOSUID;
                case "dev" -> flags &= ~MountFlags.NODEV;
                case "ro" -> flags |= MountFlags.RDONLY;
                case "noexec", "nosuid", "nodev", "rw" -> { }
                default -> {
                    if (!option.matches("(uid|gid|nr_inodes|nr_blocks|mode)=[0-9]+[kmg]?")) {
                        throw new EngineException(Kind.BAD_PARAMETER, "invalid tmpfs option [\"" + option + "\"]");
                    }
                    data.append(',').append(option);
                }
            }
        }
        return new MountSpec.Memory(target, flags, data.toString(), "mounts");
    }

    /** How the API shows a container's mounts. */
    List<MountPoint> points(ContainerRecord record) {
        List<MountPoint> points = new ArrayList<>();
        for (Mount mount : record.profile().mounts()) {
            String source = mount.source().orElse("");
            String name = "";
            if (mount.type() == Mount.Type.VOLUME) {
                name = source;
                try {
                    source = volumes.get(name).path().toString();
                } catch (EngineException e) {
                    source = ""; // a volume that was removed by force; its name still shows what is missing
                }
            }
            points.add(new MountPoint(mount.type().name().toLowerCase(Locale.ROOT), name, source,
                    mount.target(), String.join(",", mount.options()), !mount.readOnly(),
                    mount.type() == Mount.Type.BIND ? mount.propagation().orElse("rprivate") : ""));
        }
        return points;
    }
}
