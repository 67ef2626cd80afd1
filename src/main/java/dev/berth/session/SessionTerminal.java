package dev.berth.session;

import dev.berth.kernel.Errno;
import dev.berth.kernel.KernelException;
import dev.berth.kernel.Termios;
import dev.berth.kernel.WindowSize;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A session's terminal: its modes, its size, and the stops that job control asks for. */
public final class SessionTerminal {

    /**
     * What a full-screen program may have left on: mouse, bracketed paste and focus reports off, main screen, cursor
     * shown, plain text. The client writes the same when the engine dies (src/main/c/client/terminal.c).
     */
    public static final String RESET = "\033[?1000;1002;1003;1006l\033[?2004l\033[?1004l\033[?1049l\033[?25h\033[0m";

    /** Stops the client, and comes back when it goes on. */
    interface Stopper {
        void stopAndWait() throws IOException;

        /** Waits until the terminal may be changed. */
        void awaitForeground() throws IOException;
    }

    private final SharedFd fd;
    private final Termios original;
    private final Stopper stopper;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final List<Runnable> resumed = new CopyOnWriteArrayList<>();
    private Termios current;
    private boolean lent;

    SessionTerminal(SharedFd fd, Termios original, Stopper stopper) {
        this.fd = fd;
        this.original = original;
        this.current = original;
        this.stopper = stopper;
    }

    /** The modes that the session began with. */
    public Termios original() {
        return original;
    }

    /** The modes that this session has set, or began with. */
    public synchronized Termios modes() {
        return current;
    }

    /**
     * Sets modes, first waiting for the client to be in the terminal's foreground.
     *
     * @param modes the new ones
     * @throws IOException if the kernel refuses
     */
    public void set(Termios modes) throws IOException {
        if (!modes.equals(original)) {
            stopper.awaitForeground();
        }
        synchronized (this) {
            current = modes;
            if (!lent) {
                apply(modes);
            }
        }
    }

    /**
     * Raw mode ({@link Termios#raw()}) until it is closed.
     *
     * @throws IOException if the kernel refuses
     */
    public Registration raw() throws IOException {
        Termios before = modes();
        set(original.raw());
        return () -> {
            try {
                set(before);
            } catch (IOException e) {
                System.getLogger(SessionTerminal.class.getName()).log(System.Logger.Level.DEBUG,
                        "the terminal's modes could not be put back", e);
            }
        };
    }

    /** The size now; 24 lines of 80 when the terminal does not know. */
    public WindowSize size() {
        if (!fd.enter()) {
            return new WindowSize(24, 80);
        }
        try {
            return WindowSize.of(fd.fd().number()).orElse(new WindowSize(24, 80));
        } finally {
            fd.leave();
        }
    }

    /**
     * Hears of changes of the size. Called in a thread that serves every session: it must not wait for anything.
     *
     * @param listener what to call
     */
    public Registration onResize(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /**
     * Hears that the program was stopped and goes on, with its modes set again: draw everything anew. Called as in
     * {@link #onResize}.
     *
     * @param listener what to call
     */
    public Registration onResume(Runnable listener) {
        resumed.add(listener);
        return () -> resumed.remove(listener);
    }

    /**
     * Stops as Ctrl-Z does: gives the terminal back to the shell with its original modes and returns when the user
     * has continued the program, with the modes set again. Leave the alternate screen before.
     *
     * @throws IOException if the session ends meanwhile
     */
    public void suspend() throws IOException {
        lend();
        try {
            stopper.stopAndWait();
        } finally {
            takeBack();
        }
    }

    /** Gives the terminal away with its original modes. */
    synchronized void lend() throws KernelException {
        lent = true;
        apply(original);
    }

    /** Sets the session's modes again. */
    synchronized void takeBack() throws KernelException {
        lent = false;
        apply(current);
    }

    /** Whether it has other modes than the original ones. */
    synchronized boolean isChanged() {
        return !current.equals(original);
    }

    void resized() {
        listeners.forEach(Runnable::run);
    }

    void resumed() {
        resumed.forEach(Runnable::run);
    }

    /** At the end: the original modes, whatever the session set. */
    synchronized void restore() {
        if (!isChanged()) {
            return;
        }
        try {
            apply(original);
        } catch (KernelException e) {
            System.getLogger(SessionTerminal.class.getName()).log(System.Logger.Level.DEBUG,
                    "the terminal's modes could not be put back", e);
        }
        current = original;
    }

    private void apply(Termios modes) throws KernelException {
        if (!fd.enter()) {
            return;
        }
        try {
            modes.apply(fd.fd().number());
        } catch (KernelException e) {
            // a terminal that hung up has no modes any more; reading and writing it will say so
            if (e.errno() != Errno.EIO) {
                throw e;
            }
        } finally {
            fd.leave();
        }
    }
}
