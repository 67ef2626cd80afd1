package dev.berth.shell.build;

import dev.berth.shell.UsageException;
import java.util.Locale;

/** How a build's progress is shown: {@code --progress}. */
public enum ProgressKind {
    /** Live on a terminal, plain elsewhere. */
    AUTO,
    /** Lines. */
    PLAIN,
    /** Live. */
    TTY,
    /** Not at all. */
    QUIET,
    /** JSON, a line for each change, as BuildKit's. */
    RAWJSON;

    /**
     * Reads it.
     *
     * @param name as on the command line; empty for {@link #AUTO}; {@code none} is newer clients' word for quiet
     * @throws UsageException if it is another
     */
    public static ProgressKind parse(String name) {
        if (name.equals("none")) {
            return QUIET;
        }
        for (ProgressKind kind : values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(name.isEmpty() ? "auto" : name)) {
                return kind;
            }
        }
        throw UsageException.invalid(name, "--progress", "must be one of auto, plain, tty, quiet or rawjson");
    }
}
