package dev.berth.console;

import dev.berth.terminal.Capabilities;
import dev.berth.terminal.DetachKeys;
import dev.berth.terminal.Display;
import dev.berth.terminal.InputEvent;
import dev.berth.terminal.KeyDecoder;
import dev.berth.terminal.TerminalIo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The full-screen console. It runs on the calling thread until the user quits or the terminal is gone; after that it
 * may be run again on another terminal and is where it was.
 */
public final class Console implements AutoCloseable {
    /** How {@link #run} ended. */
    public enum Exit {
        /** The user has quit; the terminal is as it was. */
        QUIT,
        /** The terminal is gone; the console can be run again on another one. */
        HUNG_UP
    }

    /** Changes that come faster than this are shown together. */
    private static final long FRAME_NANOS = TimeUnit.MILLISECONDS.toNanos(33);
    /** The theme that tells everything without colours. */
    private static final String COLOURLESS = "mono";
    private static final int LOCAL_ESCAPE_MILLIS = 25;
    private static final int REMOTE_ESCAPE_MILLIS = 100;

    private final Background background = new Background("berth-console");
    private final Workbench bench;
    private final DetachKeys detachKeys;

    /**
     * A console that has not been shown yet.
     *
     * @param source the engine
     * @param environment that of the user: {@code BERTH_THEME} chooses a theme, {@code BERTH_MOUSE=off} leaves the
     *     mouse to the terminal
     * @param themes the themes there are
     * @param detachKeys what brings the user back from an attached container or a shell
     * @param commands the user's own
     */
    public Console(Source source, Map<String, String> environment, Themes themes, DetachKeys detachKeys,
            List<CustomCommand> commands) {
        this.detachKeys = detachKeys;
        bench = new Workbench(source, background, themes.choosing(environment.getOrDefault("BERTH_THEME",
                environment.getOrDefault("NO_COLOR", "").isEmpty() ? "" : COLOURLESS)),
                !environment.getOrDefault("BERTH_MOUSE", "").equals("off"), detachKeys.toString(), commands);
    }

    /**
     * Shows the console on a terminal in raw mode.
     *
     * @param terminal the terminal; its line settings are the caller's to set and restore
     * @param environment that of the client, for {@code TERM}, colours, locale and whether it came by SSH
     * @param directory where relative names of files start from
     * @param lines runs command lines on the terminal
     * @throws IOException when the terminal fails for another reason than that it is gone
     */
    Exit run(TerminalIo terminal, Map<String, String> environment, Path directory, LineRunner lines)
            throws IOException {
        Display display = new Display(terminal, Capabilities.of(environment));
        Run run = new Run(terminal, display, environment, lines);
        bench.directory(directory);
        background.wakes(terminal);
        bench.begin();
        try {
            return run.loop();
        } finally {
            background.wakesNobody();
            bench.rest();
        }
    }

    /** Shows everything in a theme from now on; to be called while the console is not run. */
    void theme(String name) {
        bench.turnTo(name);
    }

    /** Draws everything anew: the terminal was somebody else's for a while. May be called by any thread. */
    public void redraw() {
        background.post(bench::redraw);
    }

    /** Ends what goes on behind the console for good. */
    @Override
    public void close() {
        background.close();
    }

    /** One terminal's time with the console. */
    private final class Run {
        private final TerminalIo terminal;
        private final Display display;
        private final LineRunner lines;
        private final KeyDecoder decoder = new KeyDecoder(this::event);
        private final Optional<String> terminalType;
        private final long escapeNanos;
        private long lastInput;
        private final byte[] buffer = new byte[4096];
        private boolean dirty = true;
        private boolean dataShown;
        private long lastFrame;

        Run(TerminalIo terminal, Display display, Map<String, String> environment, LineRunner lines) {
            this.lines = lines;
            this.terminal = terminal;
            this.display = display;
            terminalType = Optional.ofNullable(environment.get("TERM")).filter(type -> !type.isEmpty());
            boolean remote = environment.containsKey("SSH_CONNECTION") || environment.containsKey("SSH_TTY");
            escapeNanos = TimeUnit.MILLISECONDS.toNanos(remote ? REMOTE_ESCAPE_MILLIS : LOCAL_ESCAPE_MILLIS);
        }

        Exit loop() throws IOException {
            bench.data().onChange(() -> dirty = true);
            while (!bench.take(Wish.QUIT)) {
                long now = System.nanoTime();
                dirty |= background.drain();
                if (!dataShown && bench.data().isLoaded()) {
                    // The first frame was empty: the second one does not wait.
                    dataShown = true;
                    lastFrame = 0;
                }
                bench.data().tick(now);
                if (bench.take(Wish.REDRAW)) {
                    display.invalidate();
                    dirty = true;
                }
                dirty |= bench.flash().tick(now) || !terminal.size().equals(display.size());
                if (!outside() || !show(now) || !turn()) {
                    return Exit.HUNG_UP;
                }
            }
            return attempt(display::leave) ? Exit.QUIT : Exit.HUNG_UP;
        }

        /** Draws when there is something to draw and the last frame is not too recent. */
        private boolean show(long now) {
            if (!dirty || lastFrame != 0 && now - lastFrame < FRAME_NANOS) {
                return true;
            }
            dirty = false;
            lastFrame = now;
            bench.size(terminal.size());
            display.mouse(bench.mouse());
            WorkbenchPainter.draw(bench, display);
            return attempt(display::refresh);
        }

        /** Waits for something to happen and takes it in; false when the terminal is gone. */
        private boolean turn() throws IOException {
            int count = terminal.read(buffer, 0, buffer.length, timeoutMillis());
            if (count == TerminalIo.HANG_UP) {
                return false;
            }
            long now = System.nanoTime();
            if (count > 0) {
                lastInput = now;
                decoder.feed(buffer, 0, count);
                dirty = true;
                // An answer to a key is not kept waiting.
                lastFrame = 0;
            } else if (decoder.isPending() && now - lastInput >= escapeNanos) {
                // Nothing follows: it was the escape key.
                decoder.flush();
                dirty = true;
            }
            return true;
        }

        /** Does what is for the terminal besides frames, and what takes it away for a while; false when it is gone. */
        private boolean outside() throws IOException {
            if (bench.take(Wish.SUSPEND) && !away(terminal::suspend)) {
                return false;
            }
            Optional<String> copied = bench.takeCopied();
            if (copied.isPresent() && !attempt(() -> display.copy(copied.get()))) {
                return false;
            }
            List<List<String>> commands = bench.takeCommands();
            if (!commands.isEmpty() && !away(() -> lines.run(commands))) {
                return false;
            }
            Optional<Passage> passage = bench.takePassage();
            return passage.isEmpty() || pass(passage.get());
        }

        private long timeoutMillis() {
            long now = System.nanoTime();
            if (decoder.isPending()) {
                return TimeUnit.NANOSECONDS.toMillis(Math.max(0, lastInput + escapeNanos - now)) + 1;
            }
            long nanos = Math.min(bench.data().untilTick(now), bench.flash().untilGone(now));
            if (dirty) {
                nanos = Math.min(nanos, Math.max(0, lastFrame + FRAME_NANOS - now));
            }
            return TimeUnit.NANOSECONDS.toMillis(nanos) + 1;
        }

        private void event(InputEvent event) {
            if (event instanceof InputEvent.KeyPress key) {
                bench.key(key);
            } else if (event instanceof InputEvent.Paste paste) {
                bench.paste(paste.text());
            } else if (event instanceof InputEvent.Mouse mouse) {
                bench.mouse(mouse, System.nanoTime());
            } else if (event instanceof InputEvent.Reply reply) {
                display.reply(reply);
            }
        }

        /** Leaves the screen for as long as something else is done with the terminal. */
        private boolean away(TerminalWork work) {
            return attempt(() -> {
                display.leave();
                work.run();
                dirty = true;
                lastFrame = 0;
                bench.data().refresh();
            });
        }

        /** Gives the terminal to a process; false when the terminal is gone after it. */
        private boolean pass(Passage passage) throws IOException {
            PassThrough.End end = PassThrough.End.PROCESS_ENDED;
            try (Connection connection = passage.opener().open(terminal.size(), terminalType)) {
                // Only now: where nothing could be opened, the screen stays as it is and says why.
                if (!attempt(display::leave)) {
                    return false;
                }
                PassThrough passThrough = new PassThrough(terminal, display.capabilities(), connection, detachKeys);
                end = passThrough.run(passage.title(), passage.redraw());
                if (!passThrough.failure().isEmpty() && end == PassThrough.End.PROCESS_ENDED) {
                    bench.flash().show(passThrough.failure(), Role.BAD);
                }
            } catch (IOException e) {
                bench.flash().show(e.getMessage() == null ? e.toString() : e.getMessage(), Role.BAD);
            }
            if (end == PassThrough.End.DETACHED) {
                bench.flash().show("Detached from " + passage.title() + "; it goes on", Role.INFO);
            }
            dirty = true;
            lastFrame = 0;
            bench.data().refresh();
            return end != PassThrough.End.TERMINAL_GONE;
        }

        /** Does something with the terminal; false when it is gone. */
        private boolean attempt(TerminalWork work) {
            try {
                work.run();
                return true;
            } catch (IOException e) {
                System.getLogger(Console.class.getName()).log(System.Logger.Level.DEBUG, "the terminal is gone: {0}",
                        e.getMessage());
                return false;
            }
        }
    }

    /** Something that fails when the terminal is gone. */
    @FunctionalInterface
    private interface TerminalWork {
        void run() throws IOException;
    }
}
