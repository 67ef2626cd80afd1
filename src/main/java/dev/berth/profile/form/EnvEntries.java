package dev.berth.profile.form;

import java.util.Map;
import java.util.Optional;

/** Environment entries, docker's {@code -e}: {@code KEY=VALUE}, or {@code KEY} alone. */
public final class EnvEntries {

    private EnvEntries() {
    }

    /**
     * Reads an entry.
     *
     * @param text docker's form
     * @return the name, and the value if there is an equals sign
     * @throws FormException in docker's wording
     */
    public static Map.Entry<String, Optional<String>> parse(String text) {
        int equals = text.indexOf('=');
        if (text.isEmpty() || equals == 0 || text.indexOf('\0') >= 0) {
            throw new FormException("invalid environment variable: " + text);
        }
        return equals < 0 ? Map.entry(text, Optional.empty())
                : Map.entry(text.substring(0, equals), Optional.of(text.substring(equals + 1)));
    }
}
