package dev.berth.shell;

import dev.berth.session.Session;
import dev.berth.shell.format.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
            String name = option.split("[=:]", 2)[0];
            if (!name.equals("no-new-privileges") && option.length() <= name.length() + 1) {
                throw new LaunchRefused("Invalid --security-opt: \"" + flag + '"');
            }
            String value = option.startsWith(SECCOMP) ? option.substring(SECCOMP.length()) : "";
            if (value.isEmpty() || value.equals("unconfined") || value.equals("builtin") || value.equals("default")) {
                options.add(option);
                continue;
            }
            try {
                options.add(SECCOMP + Json.write(Json.parse(Files.readString(session.resolve(value)))));
            } catch (NoSuchFileException e) {
                throw new LaunchRefused("opening seccomp profile (" + value + ") failed: open " + value
                        + ": no such file or directory");
            } catch (IllegalArgumentException e) {
                throw new LaunchRefused("compacting json for seccomp profile (" + value
                        + ") failed: " + e.getMessage());
            }
        }
        return options;
    }
}
