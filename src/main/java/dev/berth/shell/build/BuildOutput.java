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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a built image's root file system goes: {@code --output}.
 *
 * @param kind a directory or an archive
 * @param destination the directory or file; nothing for standard output
 */
public record BuildOutput(Kind kind, Optional<Path> destination) {

    /** In which form. */
    public enum Kind {
        /** Files in a directory, as docker's {@code type=local}. */
        DIRECTORY,
        /** A tar archive, as docker's {@code type=tar}. */
        ARCHIVE
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
                outputs.add(toStandardOutput(session));
            } else if (flag.indexOf('=') < 0) {
                outputs.add(new BuildOutput(Kind.DIRECTORY, Optional.of(session.resolve(flag))));
            } else {
                one(session, flag).ifPresent(outputs::add);
            }
        }
        return outputs;
    }

    private static Optional<BuildOutput> one(Session session, String flag) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field : flag.split(",")) {
            int equals = field.indexOf('=');
            if (equals <= 0) {
                throw new CommandException("invalid value " + field + " in --output " + flag
                        + ": it must be key=value");
            }
            fields.put(field.substring(0, equals), field.substring(equals + 1));
        }
        String type = fields.getOrDefault("type", "");
        String destination = fields.getOrDefault("dest", "");
        switch (type) {
            case "":
                throw new CommandException("type is required for output \"" + flag + "\"");
            case "image", "docker":
                if (!destination.isEmpty()) {
                    throw new CommandException("--output type=" + type + " takes no dest: use berth save");
                }
                return Optional.empty();
            case "local":
                if (destination.isEmpty() || destination.equals("-")) {
                    throw new CommandException("dest is required for output \"" + flag + "\": a directory");
                }
                return Optional.of(new BuildOutput(Kind.DIRECTORY, Optional.of(session.resolve(destination))));
            case "tar":
                return Optional.of(destination.isEmpty() || destination.equals("-") ? toStandardOutput(session)
                        : new BuildOutput(Kind.ARCHIVE, Optional.of(session.resolve(destination))));
            default:
                throw new CommandException("output type \"" + type + "\" is not known: local, tar, image or docker");
        }
    }

    private static BuildOutput toStandardOutput(Session session) {
        if (session.out().isTerminal()) {
            throw new CommandException("dest file is required for an archive: refusing to write it to a terminal");
        }
        return new BuildOutput(Kind.ARCHIVE, Optional.empty());
    }

    /**
     * Writes it: exports a container of the image that is never started, as docker's users do by hand.
     *
     * @param image its id
     */
    public void write(Context context, String image) throws IOException {
        ContainerConfig config = new ContainerConfigBuilder().image(image).cmd(Optional.of(List.of("/never-started")))
                .build();
        HostConfig host = new HostConfigBuilder().networkMode("none").build();
        String container = context.client().containers().create("", "", new ContainerCreate(config, Optional.of(host),
                Optional.empty(), Optional.empty())).id();
        try (InputStream archive = context.client().images().export(container)) {
            if (kind == Kind.DIRECTORY) {
                Path directory = destination.orElseThrow();
                Files.createDirectories(directory);
                new LocalUnpacker(directory, name -> name).unpack(archive);
            } else if (destination.isPresent()) {
                Files.copy(archive, destination.get(), StandardCopyOption.REPLACE_EXISTING);
            } else {
                archive.transferTo(context.out());
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
}
