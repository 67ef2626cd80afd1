package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.List;

/**
 * How to start an exec session.
 *
 * @param detach whether nobody attaches
 * @param tty whether it has a pseudo-terminal
 * @param consoleSize height and width at start
 */
@Json(caseInsensitiveKeys = true)
public record ExecStart(
        @Json.Property("Detach") boolean detach,
        @Json.Property("Tty") boolean tty,
        @Json.Property("ConsoleSize") List<Integer> consoleSize) {

    /** Takes what a server left out as empty. */
    public ExecStart {
        consoleSize = consoleSize == null ? List.of() : consoleSize;
    }
}
