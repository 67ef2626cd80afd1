package dev.berth.shell;

import dev.berth.session.Session;
import dev.berth.shell.format.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** {@code --security-opt}: a seccomp profile's file is read here and sent as its text, as docker does. */
final class SecurityFlags {

    private static final String SECCOMP = "seccomp=";

    private SecurityFlags() {
    }

    static List<String> read(Session session, List<String> flags) throws IOException {
        List<String> options = new ArrayList<>();
        for (String flag : flags) {
            String option = flag.startsWith("seccomp:") ? SECCOMP + flag.substring(SECCOMP.length()) : flag;
            String value = option.startsWith(SECCOMP) ? option.substring(SECCOMP.length()) : "";
            if (value.isEmpty() || value.equals("unconfined") || value.equals("builtin") || value.equals("default")) {
                options.add(option);
                continue;
            }
            try {
                options.add(SECCOMP + Json.write(Json.parse(Files.readString(session.resolve(value)))));
            } catch (IllegalArgumentException e) {
                throw new CommandException(UsageException.STATUS, "compacting json for seccomp profile (" + value
                        + ") failed: " + e.getMessage());
            }
        }
        return options;
    }
}
