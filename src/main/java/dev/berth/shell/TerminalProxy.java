package dev.berth.shell;

import dev.berth.client.HijackedStream;
import dev.berth.client.OutputFrame;
import dev.berth.session.FdInput;
import dev.berth.session.FdOutput;
import dev.berth.session.Registration;
import dev.berth.session.Session;
import dev.berth.session.SessionTerminal;
import dev.berth.terminal.AlternateScreen;
import dev.berth.terminal.DetachKeys;
import dev.berth.terminal.DetachMatcher;
import dev.berth.terminal.ModeUndo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Connects a session with a container's stream: input up, output down, until the output ends, the detach keys are
 * pressed, or the user's terminal is gone. With a terminal on both sides it is in raw mode meanwhile.
 */
final class TerminalProxy {

    /** How it ended. */
    enum End {
        /** The container closed its output. */
        OUTPUT_ENDED,
        /** The user pressed the detach keys. */
        DETACHED,
        /** The user's terminal is gone; the container knows nothing of it. */
        HUNG_UP
    }

    /** How long a key that may begin the detach keys is held back. */
    private static final long HOLD_MILLIS = 400;
    private static final int BUFFER = 16 * 1024;

    private final Session session;
    private final HijackedStream stream;
    private final boolean sendsInput;
    private final boolean tty;
    private final DetachKeys detachKeys;
    private volatile Optional<End> end = Optional.empty();
    private volatile boolean over;

    /**
     * A connection.
     *
     * @param session the user's side
     * @param stream the container's side
     * @param sendsInput whether the user's input goes to the container
     * @param tty whether the container has a terminal
     * @param detachKeys the keys that end it, with a terminal
     */
    TerminalProxy(Session session, HijackedStream stream, boolean sendsInput, boolean tty, DetachKeys detachKeys) {
        this.session = session;
        this.stream = stream;
        this.sendsInput = sendsInput;
        this.tty = tty;
        this.detachKeys = detachKeys;
    }

    /**
     * Runs until the end. Closes the stream.
     *
     * @return how it ended
     * @throws IOException if either side fails
     */
    End run() throws IOException {
        Optional<SessionTerminal> raw = tty && sendsInput ? session.terminal() : Optional.empty();
        Thread input = null;
        Registration mode = () -> { };
        try {
            if (raw.isPresent()) {
                mode = raw.get().raw();
            }
            if (sendsInput) {
                input = new Thread(null, this::pumpInput, "input", 256 * 1024);
                input.setDaemon(true);
                input.start();
            }
            AlternateScreen screen = pumpOutput();
            // at once, so that a slow exit status does not leave the terminal raw
            if (screen.sawEscape() && raw.isPresent() && !session.isHungUp()) {
                session.out().write(ModeUndo.undoEverything(screen.isShown()));
            }
            End how = end.orElse(End.OUTPUT_ENDED);
            if (how == End.DETACHED && raw.isPresent()) {
                session.out().print("\r\n");
            }
            return how;
        } finally {
            mode.close();
            stream.close();
            if (input != null) {
                stopInput(input);
            }
        }
    }

    /** Passes the output on; gives what it may have left the terminal in. */
    private AlternateScreen pumpOutput() throws IOException {
        AlternateScreen screen = new AlternateScreen();
        try {
            for (Optional<OutputFrame> frame = stream.next(); frame.isPresent(); frame = stream.next()) {
                ByteBuffer bytes = frame.get().payload();
                int offset = bytes.arrayOffset() + bytes.position();
                if (tty) {
                    screen.feed(bytes.array(), offset, bytes.remaining());
                }
                FdOutput to = frame.get().stream() == OutputFrame.Stream.STDOUT ? session.out() : session.err();
                to.write(bytes.array(), offset, bytes.remaining());
            }
        } catch (IOException e) {
            if (end.isEmpty()) {
                throw e;
            }
        }
        return screen;
    }

    private void pumpInput() {
        FdInput in = session.in();
        DetachMatcher matcher = tty ? new DetachMatcher(detachKeys) : new DetachMatcher(DetachKeys.parse(""));
        ByteArrayOutputStream passed = new ByteArrayOutputStream();
        byte[] bytes = new byte[BUFFER];
        try {
            while (!over) {
                int n = in.read(bytes, 0, bytes.length, matcher.isHolding() ? HOLD_MILLIS : -1);
                if (over) {
                    return;
                }
                passed.reset();
                if (n == FdInput.NOTHING) {
                    matcher.flush(passed);
                } else if (n < 0) {
                    endInput();
                    return;
                } else if (!tty) {
                    stream.write(bytes, 0, n);
                    continue;
                } else {
                    matcher.filter(bytes, 0, n, passed);
                }
                if (passed.size() > 0) {
                    stream.write(passed.toByteArray(), 0, passed.size());
                }
                if (matcher.isDetached()) {
                    finish(End.DETACHED);
                    return;
                }
            }
        } catch (IOException e) {
            // the stream has ended, which the output side sees too, or the session was interrupted
            System.getLogger(TerminalProxy.class.getName()).log(System.Logger.Level.DEBUG, "input ends", e);
        }
    }

    private void endInput() throws IOException {
        if (session.isHungUp()) {
            finish(End.HUNG_UP);
        } else {
            stream.closeInput();
        }
    }

    private void finish(End how) throws IOException {
        end = Optional.of(how);
        stream.close();
    }

    private void stopInput(Thread input) {
        over = true;
        session.in().wake();
        boolean interrupted = Thread.interrupted();
        try {
            input.join();
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
