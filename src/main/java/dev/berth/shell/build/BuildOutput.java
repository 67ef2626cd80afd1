package dev.berth.shell.build;

import dev.berth.docker.ContainerConfig;
import dev.berth.docker.ContainerConfigBuilder;
import dev.berth.docker.ContainerCreate;
import dev.berth.docker.HostConfig;
import dev.berth.docker.HostConfigBuilder;
import dev.berth.session.Session;
import dev.berth.shell.CommandException;
import dev.berth.shell.Context;
import dev.berth.shell.copy.LocalUnpacker;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where a built image's root file system goes: {@code --output}.
 *
 * @param kind what is written
 * @param destination the directory or file; nothing for standard output
 */
public record BuildOutput(Kind kind, Optional<Path> destination) {

    private static final List<String> KEYS = List.of("type", "dest", "name", "push", "tar");

    /** In which form. */
    public enum Kind {
        /** Files in a directory, as docker's {@code type=local}. */
        DIRECTORY,
        /** A tar archive, as docker's {@code type=tar}. */
        ARCHIVE,
        /** The image as an archive, as docker's {@code type=docker} and {@code type=oci}: it is both in one. */
        IMAGE,
        /** The image at its registry: {@code type=registry}, or {@code type=image} with {@code push=true}. */
        REGISTRY
    }

    /**
     * Reads the flags; {@code type=image} and {@code type=docker} without a destination are what every build does.
     *
     * @param session whose directory relative paths start from
     * @throws CommandException if one is wrong
     */
    public static List<BuildOutput> parse(Session session, List<String> flags) {
        List<BuildOutput> outputs = new ArrayList<>();
        for (String flag : flags) {
            if (flag.equals("-")) {
                outputs.add(toStandardOutput(session, Kind.ARCHIVE));
            } else if (flag.indexOf('=') < 0) {
                outputs.add(new BuildOutput(Kind.DIRECTORY, Optional.of(session.resolve(flag))));
            } else {
                one(session, flag).ifPresent(outputs::add);
            }
        }
        return outputs;
    }

    private static Optional<BuildOutput> one(Session session, String flag) {
        Map<String, String> fields = fields(flag);
        String type = fields.getOrDefault("type", "");
        String destination = fields.getOrDefault("dest", "");
        switch (type) {
            case "":
                throw new CommandException("type is required for output \"" + flag + "\"");
            case "image", "registry":
                if (!destination.isEmpty()) {
                    throw new CommandException("--output type=" + type + " takes no dest: type=docker and type=oci do");
                }
                return type.equals("registry") || fields.getOrDefault("push", "").equals("true")
                        ? Optional.of(new BuildOutput(Kind.REGISTRY, Optional.empty())) : Optional.empty();
            case "local":
                if (destination.isEmpty() || destination.equals("-")) {
                    throw new CommandException("dest is required for output \"" + flag + "\": a directory");
                }
                return Optional.of(new BuildOutput(Kind.DIRECTORY, Optional.of(session.resolve(destination))));
            case "docker", "oci":
                if (!fields.getOrDefault("tar", "true").equals("true")) {
                    throw new CommandException("--output type=" + type + " writes an archive: tar=false is not "
                            + "supported");
                }
                return type.equals("docker") && destination.isEmpty() ? Optional.empty()
                        : Optional.of(archive(session, Kind.IMAGE, destination));
            case "tar":
                return Optional.of(archive(session, Kind.ARCHIVE, destination));
            default:
                throw new CommandException("output type \"" + type + "\" is not known: local, tar, docker, oci, "
                        + "image or registry");
        }
    }

    private static Map<String, String> fields(String flag) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field : flag.split(",")) {
            int equals = field.indexOf('=');
            if (equals <= 0) {
                throw new CommandException("invalid value " + field + " in --output " + flag
                        + ": it must be key=value");
            }
            String key = field.substring(0, equals).strip().toLowerCase(Locale.ROOT);
            if (!KEYS.contains(key)) {
                throw new CommandException("--output has no " + key + " here: it knows " + String.join(", ", KEYS));
            }
            fields.put(key, field.substring(equals + 1));
        }
        return fields;
    }

    /** The names that the flags give the image besides {@code --tag}. */
    public static List<String> names(List<String> flags) {
        List<String> names = new ArrayList<>();
        for (String flag : flags) {
            if (flag.indexOf('=') >= 0) {
                String name = fields(flag).getOrDefault("name", "");
                names.addAll(name.isEmpty() ? List.of() : List.of(name));
            }
        }
        return names;
    }

    private static BuildOutput archive(Session session, Kind kind, String destination) {
        return destination.isEmpty() || destination.equals("-") ? toStandardOutput(session, kind)
                : new BuildOutput(kind, Optional.of(session.resolve(destination)));
    }

    private static BuildOutput toStandardOutput(Session session, Kind kind) {
        if (session.out().isTerminal()) {
            throw new CommandException("dest file is required for an archive: refusing to write it to a terminal");
        }
        return new BuildOutput(kind, Optional.empty());
    }

    /** Whether it goes to standard output. */
    public boolean piped() {
        return destination.isEmpty() && kind != Kind.REGISTRY;
    }

    /**
     * Writes it, unless a registry is where it goes.
     *
     * @param image its id
     * @param names its names; an archive of the image has them
     */
    public void write(Context context, String image, List<String> names) throws IOException {
        if (kind == Kind.IMAGE) {
            try (InputStream archive = context.client().images().save(names.isEmpty() ? List.of(image) : names)) {
                put(context, archive);
            }
        } else if (kind != Kind.REGISTRY) {
            export(context, image);
        }
    }

    /** Exports a container of the image that is never started, as docker's users do by hand. */
    private void export(Context context, String image) throws IOException {
        ContainerConfig config = new ContainerConfigBuilder().image(image).cmd(Optional.of(List.of("/never-started")))
                .build();
        HostConfig host = new HostConfigBuilder().networkMode("none").build();
        String container = context.client().containers().create("", "", new ContainerCreate(config, Optional.of(host),
                Optional.empty(), Optional.empty())).id();
        try (InputStream archive = context.client().images().exportBare(container)) {
            if (kind == Kind.DIRECTORY) {
                Path directory = destination.orElseThrow();
                Files.createDirectories(directory);
                new LocalUnpacker(directory, name -> name).unpack(archive);
            } else {
                put(context, archive);
            }
        } finally {
            // also when Ctrl-C ended the export
            boolean interrupted = Thread.interrupted();
            context.client().containers().remove(container, true, true);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void put(Context context, InputStream archive) throws IOException {
        if (destination.isPresent()) {
            // into what is there, which may be a link, a pipe or a device
            try (OutputStream out = Files.newOutputStream(destination.get())) {
                archive.transferTo(out);
            }
        } else {
            archive.transferTo(context.out());
        }
    }
}
