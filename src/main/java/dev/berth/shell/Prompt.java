package dev.berth.shell;

import dev.berth.kernel.Termios;
import dev.berth.session.Session;
import dev.berth.session.SessionTerminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Asks for lines on a terminal. */
final class Prompt {

    /** {@code ECHO} of {@code c_lflag} (termios(3)). */
    private static final int ECHO = 8;

    private final Session session;
    private final SessionTerminal terminal;

    private Prompt(Session session, SessionTerminal terminal) {
        this.session = session;
        this.terminal = terminal;
    }

    /** That of a session, if it has a terminal. */
    static Optional<Prompt> of(Session session) {
        return session.terminal().map(terminal -> new Prompt(session, terminal));
    }

    /**
     * Asks for a line.
     *
     * @param question ends without a line end
     * @return without blanks around it; empty at the end of the input
     */
    String line(String question) throws IOException {
        session.out().print(question);
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = session.in().read(); c >= 0 && c != '\n'; c = session.in().read()) {
            line.write(c);
        }
        return line.toString(StandardCharsets.UTF_8).strip();
    }

    /**
     * Asks for a line that the terminal does not show.
     *
     * @param question ends without a line end
     */
    String secret(String question) throws IOException {
        Termios before = terminal.modes();
        terminal.set(before.with(before.inputFlags(), before.outputFlags(), before.localFlags() & ~ECHO));
        try {
            return line(question);
        } finally {
            terminal.set(before);
            session.out().println("");
        }
    }
}
