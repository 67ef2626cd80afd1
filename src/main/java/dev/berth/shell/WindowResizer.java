package dev.berth.shell;

import dev.berth.client.ApiException;
import dev.berth.kernel.WindowSize;
import dev.berth.session.Registration;
import dev.berth.session.SessionTerminal;
import java.io.IOException;

/**
 * Keeps a container's terminal as large as the user's, from a thread of its own. Changes that come faster than the
 * engine takes them become one.
 */
final class WindowResizer implements Registration {

    /** Tells the engine. */
    interface Target {
        void resize(int rows, int columns) throws IOException;
    }

    private static final int TRIES = 10;
    private static final long PAUSE_MILLIS = 10;

    private final SessionTerminal terminal;
    private final Target target;
    private final Registration listener;
    private boolean changed;
    private boolean over;

    /**
     * Begins to watch.
     *
     * @param terminal the user's
     * @param target the container's
     * @param now whether to tell the size at once; tried again for a moment while the process is not up yet
     */
    WindowResizer(SessionTerminal terminal, Target target, boolean now) {
        this.terminal = terminal;
        this.target = target;
        this.changed = now;
        this.listener = terminal.onResize(this::wake);
        Thread thread = new Thread(null, this::work, "resize", 256 * 1024);
        thread.setDaemon(true);
        thread.start();
    }

    private synchronized void wake() {
        changed = true;
        notifyAll();
    }

    private void work() {
        try {
            while (awaitChange()) {
                tell();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean awaitChange() throws InterruptedException {
        while (!changed && !over) {
            wait();
        }
        changed = false;
        return !over;
    }

    private void tell() throws InterruptedException {
        for (int i = 1; i <= TRIES; i++) {
            WindowSize size = terminal.size();
            try {
                target.resize(size.rows(), size.columns());
                return;
            } catch (ApiException e) {
                Thread.sleep(PAUSE_MILLIS * i);
            } catch (IOException e) {
                // the container or the engine is gone, which ends the session by itself
                return;
            }
        }
    }

    @Override
    public synchronized void close() {
        listener.close();
        over = true;
        notifyAll();
    }
}
