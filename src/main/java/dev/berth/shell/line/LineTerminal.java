package dev.berth.shell.line;

import dev.berth.session.Registration;
import dev.berth.session.Session;
import dev.berth.session.SessionTerminal;
import dev.berth.session.Signal;
import dev.berth.session.SignalHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.PosixSysTerminal;
import org.jline.utils.InfoCmp;

/** JLine's terminal on a session, with the session's signals as JLine's. */
public final class LineTerminal implements AutoCloseable {

    private final Session session;
    private final Terminal terminal;
    private final Thread thread = Thread.currentThread();
    private final Registration resize;
    private final Registration resume;
    private final Registration signals;
    private final ExecutorService raiser;
    private volatile boolean commandRuns;

    /**
     * Takes a session's terminal; the calling thread is the one that reads lines.
     *
     * @param session whose
     * @param on its terminal
     * @throws IOException if the terminal fails
     */
    public LineTerminal(Session session, SessionTerminal on) throws IOException {
        this.session = session;
        this.terminal = new PosixSysTerminal("berth", type(session.environment().getOrDefault("TERM", "dumb")),
                new SessionPty(session, on), StandardCharsets.UTF_8, false, Terminal.SignalHandler.SIG_DFL);
        // drawing may wait for the user's terminal, the thread that hears of signals must not
        this.raiser = Executors.newSingleThreadExecutor(task -> {
            Thread t = new Thread(null, task, "line-signals", 256 * 1024);
            t.setDaemon(true);
            return t;
        });
        this.resize = on.onResize(() -> raiser.execute(() -> terminal.raise(Terminal.Signal.WINCH)));
        this.resume = on.onResume(() -> raiser.execute(() -> terminal.raise(Terminal.Signal.CONT)));
        this.signals = session.onSignal(SignalHandler.goingOn(this::signalled));
    }

    /** A type whose capabilities JLine has with it; for others it would start infocmp(1). */
    private static String type(String type) {
        return InfoCmp.getLoadedInfoCmp(type) != null ? type : "xterm-256color";
    }

    /**
     * Ctrl-C ends a line or a command, not the shell. A line that is being read takes it from its input; were the
     * thread interrupted, too, that would be left for what it does next: a completion would fail, and a read end the
     * shell.
     */
    private boolean signalled(Signal signal) {
        if (signal != Signal.INT) {
            return false;
        }
        session.in().interrupt();
        if (commandRuns) {
            thread.interrupt();
        }
        return true;
    }

    /**
     * Says whether a command runs from now on, or a line is read. An interrupt that came after the line was complete is
     * the command's.
     */
    public void commandRuns(boolean now) {
        commandRuns = now;
        if (now && session.in().clearInterrupt()) {
            session.in().interrupt();
            thread.interrupt();
        }
    }

    /** JLine's own. */
    public Terminal terminal() {
        return terminal;
    }

    @Override
    public void close() throws IOException {
        signals.close();
        resize.close();
        resume.close();
        raiser.shutdown();
        terminal.close();
    }
}
