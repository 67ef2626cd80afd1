package dev.berth.shell;

import dev.berth.session.Session;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What stands before the command.
 *
 * @param host another engine's socket
 * @param theme the console's theme, by its name
 * @param version whether only the version is asked for
 * @param help whether only help is asked for
 * @param rest the command and what follows it
 */
record GlobalOptions(Optional<Path> host, Optional<String> theme, boolean version, boolean help, List<String> rest) {

    static GlobalOptions read(List<String> arguments, Session session) {
        Optional<String> host = session.variable("BERTH_HOST");
        Optional<String> theme = Optional.empty();
        boolean version = false;
        boolean help = false;
        int i = 0;
        while (i < arguments.size() && arguments.get(i).startsWith("-")) {
            String a = arguments.get(i++);
            if (a.equals("--help") || a.equals("-h")) {
                help = true;
            } else if (a.equals("--version") || a.equals("-v")) {
                version = true;
            } else if (a.equals("--host") || a.equals("-H")) {
                if (i == arguments.size()) {
                    throw new UsageException(a.equals("-H") ? "flag needs an argument: 'H' in -H"
                            : "flag needs an argument: --host");
                }
                host = Optional.of(arguments.get(i++));
            } else if (a.startsWith("--host=")) {
                host = Optional.of(a.substring("--host=".length()));
            } else if (a.equals("--theme")) {
                if (i == arguments.size()) {
                    throw new UsageException("flag needs an argument: --theme");
                }
                theme = Optional.of(arguments.get(i++));
            } else if (a.startsWith("--theme=")) {
                theme = Optional.of(a.substring("--theme=".length()));
            } else {
                throw new UsageException(a.startsWith("--") ? "unknown flag: " + a
                        : "unknown shorthand flag: '" + a.charAt(Math.min(1, a.length() - 1)) + "' in " + a);
            }
        }
        return new GlobalOptions(host.map(Cli::socketOf), theme, version, help, arguments.subList(i, arguments.size()));
    }
}
