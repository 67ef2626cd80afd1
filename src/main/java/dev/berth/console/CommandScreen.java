package dev.berth.console;

import dev.berth.kernel.Termios;
import dev.berth.session.HangUpException;
import dev.berth.session.Registration;
import dev.berth.session.Session;
import dev.berth.session.SessionTerminal;
import dev.berth.session.Signal;
import dev.berth.session.SignalHandler;
import dev.berth.terminal.Printable;
import dev.berth.terminal.TerminalIo;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;

/** Runs command lines on the terminal while the console is away from it, and waits until they have been read. */
final class CommandScreen implements LineRunner {
    private final Session session;
    private final SessionTerminal terminal;
    private final TerminalIo io;
    private final SignalHandler outer;
    private final CommandLines lines;

    /**
     * The screen of a session.
     *
     * @param io the same terminal as the console reads it
     * @param outer hears of all signals but interrupts
     */
    CommandScreen(Session session, SessionTerminal terminal, TerminalIo io, SignalHandler outer, CommandLines lines) {
        this.session = session;
        this.terminal = terminal;
        this.io = io;
        this.outer = outer;
        this.lines = lines;
    }

    /** An interrupt ends the command, not the console. */
    @Override
    public void run(List<List<String>> commands) throws IOException {
        Termios raw = terminal.modes();
        Thread thread = Thread.currentThread();
        int status = 0;
        terminal.set(terminal.original());
        try (Registration signals = session.onSignal(
                SignalHandler.goingOn(signal -> interrupt(signal, thread)))) {
            for (List<String> words : commands) {
                session.out().println("berth " + Printable.of(String.join(" ", words)));
                status = run(words, status);
            }
        } finally {
            Thread.interrupted();
            session.in().clearInterrupt();
            terminal.set(raw);
        }
        session.out().print("\r\n── " + (status == 0 ? "" : "exit status " + status + " · ")
                + "press a key to go back ──");
        byte[] key = new byte[64];
        int count = 0;
        while (count == 0) {
            count = io.read(key, 0, key.length, -1);
        }
        // Whatever comes next on the user's own screen begins on a line of its own.
        session.out().print("\r\n");
    }

    private int run(List<String> words, int before) throws IOException {
        try {
            int status = lines.run(session, words);
            return status == 0 ? before : status;
        } catch (HangUpException e) {
            throw e;
        } catch (InterruptedIOException | ClosedByInterruptException e) {
            return 128 + Signal.INT.number();
        }
    }

    private boolean interrupt(Signal signal, Thread thread) {
        if (signal != Signal.INT && !outer.signalled(signal)) {
            return false;
        }
        session.in().interrupt();
        thread.interrupt();
        return true;
    }
}
