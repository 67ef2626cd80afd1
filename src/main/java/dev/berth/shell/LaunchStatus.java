package dev.berth.shell;

import java.io.IOException;
import java.util.Locale;

/** The exit status of a container that could not be started, which docker reads out of the engine's sentence. */
final class LaunchStatus {

    /** The engine refused, or berth itself failed. */
    static final int REFUSED = 125;
    /** The command cannot be run. */
    static final int NOT_EXECUTABLE = 126;
    /** The command was not found. */
    static final int NOT_FOUND = 127;

    private LaunchStatus() {
    }

    static int of(IOException e) {
        String message = e.getMessage() == null ? "" : e.getMessage().toLowerCase(Locale.ROOT);
        if (message.contains("executable file not found") || message.contains("no such file or directory")
                || message.contains("system cannot find the file specified")) {
            return NOT_FOUND;
        }
        if (message.contains("permission denied") || message.contains("is a directory")
                || message.contains("exec format error")) {
            return NOT_EXECUTABLE;
        }
        return REFUSED;
    }
}
