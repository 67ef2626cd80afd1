package dev.berth.shell;

import dev.berth.session.FdOutput;
import dev.berth.session.Session;
import java.io.IOException;

/**
 * What a command runs with.
 *
 * @param session its arguments, streams, terminal and environment
 */
public record Context(Session session) {

    /** Standard output. */
    public FdOutput out() {
        return session.out();
    }

    /** Standard error. */
    public FdOutput err() {
        return session.err();
    }

    /**
     * Writes a line to standard output.
     *
     * @param line without its end
     * @throws IOException if nobody reads it
     */
    public void println(String line) throws IOException {
        session.out().println(line);
    }
}
