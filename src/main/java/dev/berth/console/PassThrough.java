package dev.berth.console;

import dev.berth.kernel.WindowSize;
import dev.berth.terminal.Capabilities;
import dev.berth.terminal.DetachKeys;
import dev.berth.terminal.DetachMatcher;
import dev.berth.terminal.Emulator;
import dev.berth.terminal.KeyDecoder;
import dev.berth.terminal.InputEvent;
import dev.berth.terminal.ModeUndo;
import dev.berth.terminal.Printable;
import dev.berth.terminal.TerminalIo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Connects the terminal to a process: every byte passes as it is, both ways, until the process ends or the user presses
 * the detach keys. An emulator listens to what the process switches on, so that all of it can be undone afterwards.
 *
 * <p>The console's thread passes the input, another one the output; while both run the console draws nothing.
 */
final class PassThrough {
    /** How it ended. */
    enum End { PROCESS_ENDED, DETACHED, TERMINAL_GONE }

    private static final int BUFFER = 32 * 1024;
    /** How long a detach key may be the first one of a sequence before it goes to the program. */
    private static final long HOLD_MILLIS = 500;
    /** How long the terminal has for its last answers to the process's questions. */
    private static final long FENCE_MILLIS = 200;

    private final TerminalIo terminal;
    private final Connection connection;
    private final DetachKeys keys;
    private final Capabilities capabilities;
    private final Emulator emulator;
    private volatile boolean outputEnded;
    private volatile boolean terminalGone;
    private volatile String failure = "";

    PassThrough(TerminalIo terminal, Capabilities capabilities, Connection connection, DetachKeys keys) {
        this.terminal = terminal;
        this.capabilities = capabilities;
        this.connection = connection;
        this.keys = keys;
        WindowSize size = terminal.size();
        emulator = new Emulator(size.rows(), size.columns(), 0);
    }

    /** Why the connection broke, or an empty text. */
    String failure() {
        return failure;
    }

    /**
     * Runs to the end and leaves the terminal's modes as they were.
     *
     * @param title what it is
     * @param redraw whether to make a program draw its picture again, by telling it another size for a moment
     * @throws IOException when the terminal cannot be read for another reason than that it is gone
     */
    End run(String title, boolean redraw) throws IOException {
        String back = keys.toString().isEmpty() ? "" : " · " + keys + " goes back";
        String banner = "── " + title + back + " ──";
        // The window's own title is kept on the terminal's stack (22, 23).
        write("\u001b[22;2t\u001b]2;" + shown(title + back) + "\u001b\\");
        begin("\u001b[m\u001b[" + emulator.rows() + ";1H" + "\n".repeat(emulator.rows()) + "\u001b[H"
                + shown(banner) + "\r\n");
        Thread pump = new Thread(this::pump, "berth-console-output");
        pump.setDaemon(true);
        pump.start();
        WindowSize size = terminal.size();
        if (connection.tty()) {
            if (redraw) {
                resize(size.rows() + 1, size.columns() + 1);
            }
            resize(size.rows(), size.columns());
        }
        End end = passInput(size);
        connection.close();
        join(pump);
        if (end != End.TERMINAL_GONE) {
            write(new String(ModeUndo.undo(emulator), StandardCharsets.ISO_8859_1) + "\r\n\u001b[23;2t");
            fence();
        }
        return terminalGone ? End.TERMINAL_GONE : end;
    }

    private String shown(String text) {
        return capabilities.showable(Printable.of(text));
    }

    /**
     * What the user's shell has left on the screen is scrolled away, so that the emulator knows where the cursor is,
     * and what later is put back where something was shown for a while is what was there.
     */
    private void begin(String text) {
        emulator.feed(text);
        write(text);
    }

    private static void join(Thread pump) {
        try {
            pump.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private End passInput(WindowSize atFirst) throws IOException {
        DetachMatcher matcher = new DetachMatcher(keys);
        WayBack wayBack = new WayBack(connection.tty() && !keys.toString().isEmpty() ? " " + keys + " goes back " : "");
        ByteArrayOutputStream passed = new ByteArrayOutputStream();
        byte[] buffer = new byte[BUFFER];
        WindowSize size = atFirst;
        long lastInput = System.nanoTime();
        while (true) {
            int count = terminal.read(buffer, 0, buffer.length,
                    matcher.isHolding() ? HOLD_MILLIS : wayBack.untilStep());
            if (count == TerminalIo.HANG_UP || terminalGone) {
                return End.TERMINAL_GONE;
            }
            if (outputEnded) {
                return End.PROCESS_ENDED;
            }
            WindowSize now = terminal.size();
            if (!now.equals(size)) {
                size = now;
                resize(size.rows(), size.columns());
            }
            synchronized (emulator) {
                byte[] hint = wayBack.step(emulator);
                toTerminal(hint, hint.length);
            }
            if (count > 0) {
                lastInput = System.nanoTime();
                boolean interrupt = !connection.tty() && buffer[0] == 3;
                matcher.filter(buffer, 0, count, passed);
                if (matcher.isDetached() || interrupt) {
                    return End.DETACHED;
                }
            } else if (System.nanoTime() - lastInput >= TimeUnit.MILLISECONDS.toNanos(HOLD_MILLIS)) {
                matcher.flush(passed);
            }
            send(passed);
        }
    }

    private void send(ByteArrayOutputStream passed) {
        if (passed.size() == 0) {
            return;
        }
        byte[] bytes = passed.toByteArray();
        passed.reset();
        if (!connection.tty()) {
            // Without a terminal of its own the program reads lines, and nothing shows what is typed.
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = bytes[i] == '\r' ? (byte) '\n' : bytes[i];
            }
        }
        try {
            connection.write(bytes, 0, bytes.length);
        } catch (IOException e) {
            failure = e.getMessage();
        }
    }

    private void resize(int rows, int columns) {
        synchronized (emulator) {
            emulator.resize(rows, columns);
        }
        try {
            connection.resize(rows, columns);
        } catch (IOException e) {
            // A process that has just ended, or not begun, has no size; the output tells the rest.
            System.getLogger(PassThrough.class.getName()).log(System.Logger.Level.DEBUG, "resize: {0}", e.getMessage());
        }
    }

    private void pump() {
        byte[] buffer = new byte[BUFFER];
        try {
            int count;
            while ((count = connection.read(buffer, 0, BUFFER)) >= 0) {
                byte[] shown = connection.tty() ? buffer : withCarriageReturns(buffer, count);
                int length = connection.tty() ? count : shown.length;
                synchronized (emulator) {
                    // Together, so that nothing else is written where the emulator believes to be.
                    emulator.feed(shown, 0, length);
                    if (!toTerminal(shown, length)) {
                        break;
                    }
                }
            }
        } catch (IOException e) {
            failure = e.getMessage() == null ? e.toString() : e.getMessage();
        }
        outputEnded = true;
        terminal.wake();
    }

    private boolean toTerminal(byte[] bytes, int length) {
        try {
            if (length > 0) {
                terminal.write(bytes, 0, length);
            }
            return true;
        } catch (IOException e) {
            terminalGone = true;
            return false;
        }
    }

    private static byte[] withCarriageReturns(byte[] bytes, int length) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(length + 16);
        for (byte b : Arrays.copyOf(bytes, length)) {
            if (b == '\n') {
                out.write('\r');
            }
            out.write(b);
        }
        return out.toByteArray();
    }

    /** Waits for an answer that comes after all that the process has asked for, and throws them all away. */
    private void fence() throws IOException {
        write("\u001b[c");
        boolean[] answered = new boolean[1];
        KeyDecoder decoder = new KeyDecoder(event -> answered[0] |= event instanceof InputEvent.Reply reply
                && reply.sequence().startsWith("[?") && reply.sequence().endsWith("c"));
        byte[] buffer = new byte[1024];
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(FENCE_MILLIS);
        while (!answered[0]) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            int count = left <= 0 ? TerminalIo.HANG_UP : terminal.read(buffer, 0, buffer.length, left);
            if (count < 0) {
                return;
            }
            decoder.feed(buffer, 0, count);
        }
    }

    private void write(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        toTerminal(bytes, bytes.length);
    }
}
