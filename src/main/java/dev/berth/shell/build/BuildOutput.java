package dev.berth.shell.build;

import dev.berth.session.Session;
import dev.berth.shell.CommandException;
import dev.berth.shell.Context;
import java.io.IOException;
import java.nio.file.Path;
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
     * Writes it.
     *
     * @param image its id
     */
    public void write(Context context, String image) throws IOException {
        throw new CommandException("not yet");
    }
}
