package dev.berth.console;

import java.io.IOException;
import java.util.List;

/** Runs command lines on the terminal that the console has left for them. */
@FunctionalInterface
interface LineRunner {
    /**
     * Runs commands one after the other, and waits until the user has read what they wrote.
     *
     * @throws IOException when the terminal is gone
     */
    void run(List<List<String>> commands) throws IOException;
}
