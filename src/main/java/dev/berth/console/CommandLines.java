package dev.berth.console;

import dev.berth.session.Session;
import java.io.IOException;
import java.util.List;

/** Runs Berth's own command lines. */
@FunctionalInterface
public interface CommandLines {
    /**
     * Runs a command to its end on the session's terminal, whose settings are the user's own meanwhile.
     *
     * @param words the command and its arguments, without {@code berth}
     * @return the exit status
     * @throws IOException if it was interrupted, or nobody reads its output any more
     */
    int run(Session session, List<String> words) throws IOException;
}
