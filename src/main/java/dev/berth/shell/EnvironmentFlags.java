package dev.berth.shell;

import dev.berth.session.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** {@code --env} and {@code --env-file}, {@code --label} and {@code --label-file}. */
final class EnvironmentFlags {

    private EnvironmentFlags() {
    }

    /**
     * All entries: those of the files, then the flags, which win as the later ones.
     *
     * @param session whose variables {@code --env NAME} takes
     * @param flags {@code NAME=value}, or {@code NAME} for the session's value
     * @param files with one entry a line
     * @throws IOException if a file cannot be read
     */
    static List<String> read(Session session, List<String> flags, List<String> files) throws IOException {
        List<String> entries = new ArrayList<>();
        for (String file : files) {
            for (String line : lines(session, file)) {
                add(entries, line, session);
            }
        }
        for (String flag : flags) {
            if (flag.isEmpty() || flag.startsWith("=")) {
                throw UsageException.invalid(flag, "-e, --env", "invalid environment variable: " + flag);
            }
            add(entries, flag, session);
        }
        return entries;
    }

    private static void add(List<String> entries, String entry, Session session) {
        if (entry.indexOf('=') >= 0) {
            entries.add(entry);
        } else {
            String value = session.environment().get(entry);
            if (value != null) {
                entries.add(entry + '=' + value);
            }
        }
    }

    /**
     * The lines of a file without blanks and comments.
     *
     * @param session whose directory a relative name starts from
     * @param file its name
     * @throws IOException if it cannot be read
     */
    static List<String> lines(Session session, String file) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(session.resolve(file))) {
            String plain = line.stripLeading();
            if (plain.isEmpty() || plain.startsWith("#")) {
                continue;
            }
            String name = plain.indexOf('=') < 0 ? plain : plain.substring(0, plain.indexOf('='));
            if (name.isEmpty() || name.indexOf(' ') >= 0 || name.indexOf('\t') >= 0) {
                throw new CommandException(UsageException.STATUS, "poorly formatted environment: variable '" + name
                        + "' contains whitespaces in " + file);
            }
            lines.add(plain);
        }
        return lines;
    }
}
