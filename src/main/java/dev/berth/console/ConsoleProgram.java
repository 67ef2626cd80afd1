package dev.berth.console;

import dev.berth.session.CommandRunner;
import dev.berth.session.Registration;
import dev.berth.session.Session;
import dev.berth.session.SessionTerminal;
import dev.berth.session.Signal;
import dev.berth.session.SignalHandler;
import dev.berth.terminal.DetachKeys;
import dev.berth.terminal.TerminalType;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Runs the console in a session. A console whose terminal went away is kept, and the next session finds it as it was.
 * One object serves all sessions.
 */
public final class ConsoleProgram implements CommandRunner {
    /** More than this many consoles without a terminal are not kept; the oldest goes. */
    private static final int KEPT = 4;
    private static final int NO_TERMINAL = 1;

    private final Supplier<Source> sources;
    private final Themes themes;
    private final List<CustomCommand> commands;
    private final CommandLines lines;
    private final Deque<Console> rested = new ArrayDeque<>();

    /**
     * A program for consoles of one engine.
     *
     * @param sources makes the connection to the engine that a new console uses
     * @param themes the themes there are
     * @param commands the user's own
     * @param lines runs command lines for the same engine
     */
    public ConsoleProgram(Supplier<Source> sources, Themes themes, List<CustomCommand> commands, CommandLines lines) {
        this.sources = sources;
        this.themes = themes;
        this.commands = commands;
        this.lines = lines;
    }

    @Override
    public int run(Session session) throws IOException {
        return run(session, Optional.empty());
    }

    /**
     * Runs the console in a session.
     *
     * @param theme the theme to show it in, by its name; without one it has its own
     * @return the exit status
     * @throws IOException if the terminal fails
     */
    public int run(Session session, Optional<String> theme) throws IOException {
        Optional<SessionTerminal> terminal = session.terminal();
        String type = session.environment().getOrDefault("TERM", "");
        if (terminal.isEmpty() || !TerminalType.draws(type)) {
            session.err().println(terminal.isEmpty()
                    ? "berth: the console needs a terminal; berth --help lists the commands that do not"
                    : "berth: the console cannot draw on a terminal of type \"" + type
                            + "\" (TERM); if it is like xterm, set TERM=xterm; berth --help lists the commands "
                            + "that need no screen");
            return NO_TERMINAL;
        }
        DetachKeys keys;
        try {
            keys = session.variable("BERTH_DETACH_KEYS").map(DetachKeys::parse).orElse(DetachKeys.DOCKER);
        } catch (IllegalArgumentException e) {
            session.err().println("berth: BERTH_DETACH_KEYS: " + e.getMessage());
            return NO_TERMINAL;
        }
        if (theme.isPresent()) {
            try {
                themes.read(theme.get());
            } catch (IllegalArgumentException e) {
                session.err().println("berth: --theme: " + e.getMessage());
                return NO_TERMINAL;
            }
        }
        Console console = takeRested().orElseGet(() -> new Console(sources.get(), session.environment(), themes, keys,
                commands));
        theme.ifPresent(console::theme);
        return run(console, session, terminal.get());
    }

    private int run(Console console, Session session, SessionTerminal terminal) throws IOException {
        SessionIo io = new SessionIo(session, terminal);
        AtomicReference<Optional<Signal>> ended = new AtomicReference<>(Optional.empty());
        SignalHandler handler = signal -> signalled(signal, io, ended);
        Console.Exit exit = Console.Exit.HUNG_UP;
        try (Registration raw = terminal.raw();
                Registration resized = terminal.onResize(io::wake);
                Registration resumed = terminal.onResume(console::redraw);
                Registration signals = session.onSignal(handler)) {
            exit = console.run(io, session.environment(), session.directory(),
                    new CommandScreen(session, terminal, io, handler, lines));
            if (ended.get().isPresent() && !session.isHungUp()) {
                session.out().draw(SessionTerminal.RESET);
            }
        } finally {
            if (exit == Console.Exit.QUIT) {
                console.close();
            } else {
                rest(console);
            }
        }
        return exit == Console.Exit.QUIT ? 0 : 128 + ended.get().orElse(Signal.HUP).number();
    }

    private static boolean signalled(Signal signal, SessionIo io, AtomicReference<Optional<Signal>> ended) {
        if (signal == Signal.CONT || signal == Signal.TSTP) {
            return false;
        }
        ended.set(Optional.of(signal));
        io.end();
        return true;
    }

    private synchronized Optional<Console> takeRested() {
        return Optional.ofNullable(rested.pollLast());
    }

    private synchronized void rest(Console console) {
        rested.addLast(console);
        if (rested.size() > KEPT) {
            rested.removeFirst().close();
        }
    }
}
