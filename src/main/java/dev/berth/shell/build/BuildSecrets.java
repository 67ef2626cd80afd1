package dev.berth.shell.build;

import dev.berth.session.Session;
import dev.berth.shell.CommandException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code --secret} and {@code --ssh}: what steps may see that no layer keeps. */
public final class BuildSecrets {

    /** As docker's builder has it. */
    private static final int MOST_BYTES = 500 * 1024;

    private BuildSecrets() {
    }

    /**
     * The secrets by id.
     *
     * @param session whose files and variables they are
     * @param flags {@code id=ID[,type=file|env][,src=FILE][,env=VARIABLE]}
     * @throws CommandException if one is wrong or not there
     */
    public static Map<String, byte[]> secrets(Session session, List<String> flags) throws IOException {
        Map<String, byte[]> secrets = new LinkedHashMap<>();
        for (String flag : flags) {
            Map<String, String> fields = fields(flag);
            String id = fields.getOrDefault("id", "");
            if (id.isEmpty()) {
                throw new CommandException("invalid secret \"" + flag + "\": id must be specified");
            }
            byte[] content = content(session, id, fields);
            if (content.length > MOST_BYTES) {
                throw new CommandException("the secret " + id + " is larger than " + MOST_BYTES / 1024 + " KiB");
            }
            secrets.put(id, content);
        }
        return secrets;
    }

    private static byte[] content(Session session, String id, Map<String, String> fields) throws IOException {
        String type = fields.getOrDefault("type", "");
        String source = fields.getOrDefault("src", fields.getOrDefault("source", ""));
        String variable = fields.getOrDefault("env", type.equals("env") ? source : "");
        if (!type.isEmpty() && !type.equals("file") && !type.equals("env")) {
            throw new CommandException("unsupported secret type \"" + type + "\": it must be file or env");
        }
        if (source.isEmpty() && variable.isEmpty()) {
            // docker: a variable of the id's name, else a file of that name
            if (session.environment().containsKey(id)) {
                variable = id;
            } else {
                source = id;
            }
        }
        if (!variable.isEmpty()) {
            String value = session.environment().get(variable);
            if (value == null) {
                throw new CommandException("the secret " + id + " is to come from the variable " + variable
                        + ", which is not set");
            }
            return value.getBytes(StandardCharsets.UTF_8);
        }
        Path file = session.resolve(source);
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(MOST_BYTES + 1);
        }
    }

    private static Map<String, String> fields(String flag) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field : flag.split(",")) {
            int equals = field.indexOf('=');
            if (equals <= 0) {
                throw new CommandException("invalid secret \"" + flag + "\": \"" + field
                        + "\" must be a key=value pair");
            }
            String key = field.substring(0, equals).strip().toLowerCase(Locale.ROOT);
            if (!List.of("id", "type", "src", "source", "env").contains(key)) {
                throw new CommandException("invalid secret \"" + flag + "\": unexpected key \"" + key + "\"");
            }
            fields.put(key, field.substring(equals + 1));
        }
        return fields;
    }

    /**
     * The sockets of SSH agents by id.
     *
     * @param session whose {@code SSH_AUTH_SOCK} is the default
     * @param flags {@code ID} or {@code ID=SOCKET}
     * @throws CommandException if there is no agent
     */
    public static Map<String, String> agents(Session session, List<String> flags) throws IOException {
        Map<String, String> agents = new LinkedHashMap<>();
        for (String flag : flags) {
            int equals = flag.indexOf('=');
            String id = equals < 0 ? flag : flag.substring(0, equals);
            String socket = equals < 0 ? session.variable("SSH_AUTH_SOCK").orElse("") : flag.substring(equals + 1);
            if (socket.isEmpty()) {
                throw new CommandException("invalid empty ssh agent socket for " + id
                        + ": make sure SSH_AUTH_SOCK is set");
            }
            Path path = session.resolve(socket);
            if (!Files.exists(path)) {
                throw new CommandException("the SSH agent's socket " + path + " does not exist");
            }
            if (((int) Files.getAttribute(path, "unix:mode") & 0170000) != 0140000) {
                throw new CommandException(path + " is no SSH agent's socket: add keys to an agent and name that");
            }
            agents.put(id, path.toString());
        }
        return agents;
    }
}
