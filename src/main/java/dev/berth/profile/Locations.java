package dev.berth.profile;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where an engine keeps what. An option wins over the environment, the environment over the configuration file, and
 * that over the default, which follows the XDG base directory specification for everyone but root.
 *
 * @param data images, layers, containers, volumes
 * @param run sockets and run state
 * @param configuration the configuration file, which need not exist
 */
public record Locations(Path data, Path run, Path configuration) {

    /**
     * Where the configuration file is.
     *
     * @param environment the environment: {@code BERTH_CONFIG}, {@code XDG_CONFIG_HOME}, {@code HOME}
     * @param uid the effective user id; 0 is root
     * @return the file, which need not exist
     */
    public static Path configuration(Map<String, String> environment, long uid) {
        Path standard = uid == 0 ? Path.of("/etc/berth")
                : base(environment, "XDG_CONFIG_HOME", ".config").resolve("berth");
        return said(environment, "BERTH_CONFIG").orElse(standard.resolve("berth.toml"));
    }

    /**
     * Where everything is.
     *
     * @param environment the environment: {@code BERTH_DATA}, {@code BERTH_RUN} and what XDG names
     * @param uid the effective user id; 0 is root
     * @param data the {@code --data} option
     * @param run the {@code --run} option
     * @param configuration what the configuration file says
     * @return the places, absolute
     */
    public static Locations of(Map<String, String> environment, long uid, Optional<Path> data, Optional<Path> run,
            Configuration configuration) {
        Path dataDirectory = data.or(() -> said(environment, "BERTH_DATA"))
                .or(() -> configuration.data().map(Path::of))
                .orElseGet(() -> uid == 0 ? Path.of("/var/lib/berth")
                        : base(environment, "XDG_DATA_HOME", ".local/share").resolve("berth"));
        Path runDirectory = run.or(() -> said(environment, "BERTH_RUN"))
                .or(() -> configuration.run().map(Path::of))
                .orElseGet(() -> uid == 0 ? Path.of("/run/berth")
                        : said(environment, "XDG_RUNTIME_DIR").map(dir -> dir.resolve("berth"))
                                .orElse(Path.of("/tmp/berth-" + uid)));
        return new Locations(dataDirectory.toAbsolutePath(), runDirectory.toAbsolutePath(),
                configuration(environment, uid).toAbsolutePath());
    }

    /** The user's profiles, beside the configuration file. */
    public Path profiles() {
        return configuration.resolveSibling("profiles");
    }

    /** The user's themes, beside the configuration file. */
    public Path themes() {
        return configuration.resolveSibling("themes");
    }

    private static Optional<Path> said(Map<String, String> environment, String name) {
        String value = environment.getOrDefault(name, "");
        return value.isEmpty() ? Optional.empty() : Optional.of(Path.of(value));
    }

    private static Path base(Map<String, String> environment, String variable, String belowHome) {
        return said(environment, variable).filter(Path::isAbsolute)
                .orElseGet(() -> Path.of(environment.getOrDefault("HOME", "/")).resolve(belowHome));
    }
}
