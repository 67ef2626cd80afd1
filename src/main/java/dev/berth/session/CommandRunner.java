package dev.berth.session;

import java.io.IOException;

/** What a session runs. */
@FunctionalInterface
public interface CommandRunner {

    /**
     * Runs the session's command to its end, in the calling thread. An interrupt of the thread asks it to end early.
     *
     * @param session what it runs in
     * @return the exit status, 0 to 255
     * @throws IOException if the session's terminal, pipes or connection fail
     */
    int run(Session session) throws IOException;
}
