package dev.berth.session;

import java.util.Optional;

/**
 * What a session reads and writes.
 *
 * @param in standard input
 * @param out standard output; not buffered, write much at once
 * @param err standard error; not buffered
 * @param terminal the terminal, when both standard input and output are one
 */
public record Streams(FdInput in, FdOutput out, FdOutput err, Optional<SessionTerminal> terminal) {

    /** From now on nobody is at the other end. */
    void hangUp() {
        in.hangUp();
        out.hangUp();
        err.hangUp();
    }
}
