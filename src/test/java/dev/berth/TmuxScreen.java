package dev.berth;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * The screen of a tmux pane, for tests that wait for something to show on it. A client in control mode says when there
 * is something new, so nobody looks over and over: on a slow machine that takes the time that the program needs.
 */
public final class TmuxScreen implements AutoCloseable {

    /** Only a screen that stays wrong takes it. */
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(2);

    private final TmuxServer tmux;
    private final Process client;
    private final Semaphore changes = new Semaphore(0);

    /** Begins to listen to a server that has one session. */
    public TmuxScreen(TmuxServer tmux) throws IOException {
        this.tmux = tmux;
        this.client = tmux.start("-C", "attach-session", "-f", "ignore-size");
        Thread listener = new Thread(this::listen, "tmux");
        listener.setDaemon(true);
        listener.start();
    }

    private void listen() {
        try (BufferedReader said = new BufferedReader(new InputStreamReader(client.getInputStream(),
                StandardCharsets.ISO_8859_1))) {
            while (said.readLine() != null) {
                changes.release();
            }
        } catch (IOException e) {
            // the server has ended, or this test
            changes.release();
        }
    }

    /** What it shows now. */
    public String now() throws IOException, InterruptedException {
        return tmux.run("capture-pane", "-p");
    }

    /**
     * Waits until it is as it should be.
     *
     * @param what what is waited for, in an error
     * @param wanted whether it is so
     * @return the screen
     */
    public String await(String what, Predicate<String> wanted) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            changes.drainPermits();
            String screen = now();
            if (wanted.test(screen)) {
                return screen;
            }
            if (!changes.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                return fail("never: " + what + "\n" + screen);
            }
        }
    }

    @Override
    public void close() {
        client.destroy();
    }
}
