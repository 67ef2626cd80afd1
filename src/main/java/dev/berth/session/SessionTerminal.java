package dev.berth.session;

import dev.berth.kernel.Errno;
import dev.berth.kernel.KernelException;
import dev.berth.kernel.Termios;
import dev.berth.kernel.WindowSize;
import dev.berth.terminal.TerminalIo;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A session's terminal: its modes, its size, and the stops that job control asks for. */
public final class SessionTerminal implements TerminalIo {

    /**
     * What a full-screen program may have left on: mouse, bracketed paste and focus reports off, main screen, cursor
     * shown, plain text. The client writes the same when the engine dies (src/main/c/client/terminal.c). The alternate
     * screen is entered before it is left: leaving it when it is not shown moves the cursor to where it was when
     * another program entered it.
     */
    public static final String RESET = "\033[?1000;1002;1003;1006l"
            + "\033[?2004l\033[?1004l\033[?1049h\033[?1049l\033[?25h\033[0m";

    private static final WindowSize USUAL = new WindowSize(24, 80);

    /** Stops the client, and comes back when it goes on. */
    interface Stopper {
        void stopAndWait() throws IOException;

        /** Waits until the terminal may be changed. */
        void awaitForeground() throws IOException;
    }

    private final FdInput in;
    private final FdOutput out;
    private final SharedFd fd;
    private final Termios original;
    private final Stopper stopper;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final List<Runnable> resumed = new CopyOnWriteArrayList<>();
    private Termios current;
    private boolean lent;

    SessionTerminal(FdInput in, FdOutput out, SharedFd fd, Termios original, Stopper stopper) {
        this.in = in;
        this.out = out;
        this.fd = fd;
        this.original = original;
        this.current = original;
        this.stopper = stopper;
    }

    /** The modes that the session began with. */
    public Termios original() {
        return original;
    }

    @Override
    public int read(byte[] buffer, int offset, int length, long timeoutMillis) throws IOException {
        int n = in.read(buffer, offset, length, timeoutMillis);
        return n == FdInput.NOTHING ? 0 : n;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
    }

    @Override
    public void wake() {
        in.wake();
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
     * Raw mode ({@link Termios#raw}) until it is closed.
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

    @Override
    public WindowSize size() {
        if (!fd.enter()) {
            return USUAL;
        }
        try {
            return WindowSize.of(fd.fd().number()).orElse(USUAL);
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
    @Override
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
