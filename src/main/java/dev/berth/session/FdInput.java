package dev.berth.session;

import dev.berth.kernel.Errno;
import dev.berth.kernel.EventFd;
import dev.berth.kernel.Fd;
import dev.berth.kernel.KernelException;
import dev.berth.kernel.Poll;
import dev.berth.kernel.Scratch;
import dev.berth.kernel.Termios;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Objects;

/**
 * A session's standard input. Reads wait in poll(2) together with an event descriptor, so another thread can end the
 * wait; the descriptor's own flags are never changed, because the user's shell shares them. One thread reads at a time.
 */
public final class FdInput extends InputStream {

    /** What {@link #read(byte[], int, int, long)} gives when the time is over, or after {@link #wake}. */
    public static final int NOTHING = -2;

    private static final int CHUNK = 16 * 1024;
    private static final short[] BOTH = {Poll.IN, Poll.IN};
    private static final int ICANON = 2;
    private static final int READY = 1;
    private static final int IDLE = 0;
    private static final int OVER = -1;

    private final SharedFd fd;
    private final Gate gate;
    private final EventFd wakeUp;
    private final boolean terminal;
    private volatile boolean interrupted;
    private volatile boolean hungUp;

    FdInput(Fd fd, boolean keep, Gate gate) throws KernelException {
        this.fd = new SharedFd(fd, keep);
        this.gate = gate;
        this.wakeUp = EventFd.create();
        this.terminal = Termios.isTerminal(fd.number());
    }

    /** Whether it is a terminal. */
    public boolean isTerminal() {
        return terminal;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int n;
        do {
            n = read(into, offset, length, -1);
        } while (n == NOTHING);
        return n;
    }

    /**
     * Reads what is there, waiting for the first byte.
     *
     * @param into where to
     * @param offset first byte
     * @param length how many bytes at most
     * @param timeoutMillis how long to wait, negative without end
     * @return how many bytes; -1 at the end, also when the terminal hung up or the session is over; {@link #NOTHING}
     * @throws InterruptedIOException after {@link #interrupt()}
     * @throws IOException if the kernel refuses
     */
    public int read(byte[] into, int offset, int length, long timeoutMillis) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) {
            return 0;
        }
        long end = timeoutMillis < 0 ? 0 : System.nanoTime() + timeoutMillis * 1_000_000;
        long left = timeoutMillis;
        while (true) {
            int state = waitOnce(left);
            if (state == OVER) {
                return -1;
            }
            // after a stop somebody else may have taken what was there, and a read would block: ask again
            if (state == READY && (!terminal || !gate.beforeTerminalRead())) {
                int n = readNow(into, offset, length);
                if (n != NOTHING) {
                    return n;
                }
            } else if (state == IDLE) {
                return NOTHING;
            }
            if (timeoutMillis >= 0) {
                left = Math.max(0, (end - System.nanoTime() + 999_999) / 1_000_000);
            }
        }
    }

    /** One wait: READY, IDLE after the time-out or a wake-up, OVER. */
    private int waitOnce(long timeoutMillis) throws IOException {
        checkInterrupt();
        if (hungUp || !fd.enter()) {
            return OVER;
        }
        try {
            short[] ready = new short[2];
            Poll.poll(new int[] {fd.fd().number(), wakeUp.number()}, BOTH, ready, timeoutMillis);
            if (ready[1] != 0) {
                wakeUp.drain();
            }
            checkInterrupt();
            if (hungUp) {
                return OVER;
            }
            return ready[0] != 0 ? READY : IDLE;
        } finally {
            fd.leave();
        }
    }

    private int readNow(byte[] into, int offset, int length) throws IOException {
        if (!fd.enter()) {
            return -1;
        }
        try (Scratch s = Scratch.open()) {
            int size = Math.min(length, CHUNK);
            long memory = s.allocate(size);
            int n = fd.fd().read(memory, size);
            if (n == 0) {
                return terminal && isAlive() ? NOTHING : -1;
            }
            Scratch.getBytes(memory, into, offset, n);
            return n;
        } catch (KernelException e) {
            if (e.errno() == Errno.EIO && terminal) {
                return -1;
            }
            throw e;
        } finally {
            fd.leave();
        }
    }

    /** In raw mode (VMIN 0) a terminal with nothing to read gives 0 as one does that hung up, or on Ctrl-D. */
    private boolean isAlive() {
        return Termios.of(fd.fd().number()).filter(t -> (t.localFlags() & ICANON) == 0).isPresent();
    }

    private void checkInterrupt() throws InterruptedIOException {
        if (interrupted) {
            interrupted = false;
            throw new InterruptedIOException("interrupted");
        }
    }

    /** Makes the read that waits, or else the next one, throw {@link InterruptedIOException}. From any thread. */
    public void interrupt() {
        interrupted = true;
        wakeUp.signal();
    }

    /** Takes an {@link #interrupt} back that no read has seen; whether there was one. */
    public boolean clearInterrupt() {
        boolean was = interrupted;
        interrupted = false;
        return was;
    }

    /** Makes the read that waits, or else the next one, give {@link #NOTHING}. From any thread. */
    public void wake() {
        wakeUp.signal();
    }

    /** From now on every read gives the end. */
    void hangUp() {
        hungUp = true;
        wakeUp.signal();
    }

    /** Nothing: the session closes its own streams. */
    @Override
    public void close() {
    }

    void closeSession() {
        hangUp();
        fd.close(wakeUp::close);
    }
}
