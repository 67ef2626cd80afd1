package dev.berth.profile.toml;

import dev.berth.profile.Configuration;
import dev.berth.profile.ProfileException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the engine's configuration file. */
public final class ConfigurationReader {

    private ConfigurationReader() {
    }

    /**
     * Reads the file if it exists; nothing of the TOML library is loaded if it does not.
     *
     * @param file {@code berth.toml}
     * @return what it says, {@link Configuration#EMPTY} without a file
     * @throws ProfileException with every problem of the file, each with line and column
     */
    public static Configuration read(Path file) {
        if (!Files.exists(file)) {
            return Configuration.EMPTY;
        }
        return parse(ProfileFiles.read(file, "configuration").text(), file.toString());
    }

    /**
     * Reads a configuration file's text.
     *
     * @param text the text
     * @param file the file's name, as messages show it
     * @return what it says
     * @throws ProfileException with every problem of the file, each with line and column
     */
    public static Configuration parse(String text, String file) {
        Problems problems = new Problems(file);
        Fields fields = new Fields();
        ConfigurationKeys.fields().read(TomlReader.read(text, file), fields, "", problems);
        problems.check();
        return ConfigurationKeys.build(fields);
    }
}
