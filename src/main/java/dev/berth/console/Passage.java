package dev.berth.console;

import dev.berth.kernel.WindowSize;
import java.io.IOException;
import java.util.Optional;

/**
 * A process to connect the terminal to.
 *
 * @param title what it is, for the line above and the window's title
 * @param redraw whether its picture is there already and must be asked for, as when attaching
 * @param opener makes the connection
 */
record Passage(String title, boolean redraw, Opener opener) {
    /** Makes a connection for a terminal of a size and type. */
    @FunctionalInterface
    interface Opener {
        Connection open(WindowSize size, Optional<String> terminalType) throws IOException;
    }
}
