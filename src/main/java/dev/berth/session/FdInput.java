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

    /** {@link #read(byte[], int, int, long)} timed out. */
    public static final int TIMED_OUT = -2;

    private static final int CHUNK = 16 * 1024;
    private static final short[] BOTH = {Poll.IN, Poll.IN};

    private final SharedFd fd;
    private final Gate gate;
    private final EventFd wake;
    private final SharedFd wakeGuard;
    private final boolean terminal;
    private volatile boolean interrupted;
    private volatile boolean hungUp;

    FdInput(Fd fd, boolean keep, Gate gate) throws KernelException {
        this.fd = new SharedFd(fd, keep);
        this.gate = gate;
        this.wake = EventFd.create();
        this.wakeGuard = new SharedFd(Fd.of(wake.number()), false);
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
        return read(into, offset, length, -1);
    }

    /**
     * Reads what is there, waiting for the first byte.
     *
     * @param into where to
     * @param offset first byte
     * @param length how many bytes at most
     * @param timeoutMillis how long to wait, negative without end
     * @return how many bytes; -1 at the end, also when the terminal hung up or the session is over;
     *     {@link #TIMED_OUT}
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
        while (await(left)) {
            // after a stop somebody else may have taken what was there, and a read would block
            if (!terminal || !gate.beforeTerminalRead()) {
                return readNow(into, offset, length);
            }
            if (timeoutMillis >= 0) {
                left = Math.max(0, (end - System.nanoTime() + 999_999) / 1_000_000);
            }
        }
        return hungUp ? -1 : TIMED_OUT;
    }

    /**
     * Waits until a read would not block, without taking anything.
     *
     * @param timeoutMillis how long, negative without end
     * @return whether there is something to read, or the end
     * @throws InterruptedIOException after {@link #interrupt()}
     * @throws IOException if the kernel refuses
     */
    public boolean await(long timeoutMillis) throws IOException {
        return pollFor(timeoutMillis) && !hungUp;
    }

    private boolean pollFor(long timeoutMillis) throws IOException {
        short[] ready = new short[2];
        long end = timeoutMillis < 0 ? 0 : System.nanoTime() + timeoutMillis * 1_000_000;
        long left = timeoutMillis;
        while (true) {
            checkInterrupt();
            if (hungUp) {
                return false;
            }
            int n = pollOnce(ready, left);
            if (n < 0) {
                hungUp = true;
                return false;
            }
            if (n > 0 && ready[1] != 0) {
                continue;
            }
            if (n > 0) {
                return true;
            }
            if (timeoutMillis >= 0) {
                left = (end - System.nanoTime() + 999_999) / 1_000_000;
                if (left <= 0) {
                    return false;
                }
            }
        }
    }

    /** One poll; -1 when the session is over. A wake-up is drained here. */
    private int pollOnce(short[] ready, long timeoutMillis) throws KernelException {
        if (!fd.enter()) {
            return -1;
        }
        try {
            if (!wakeGuard.enter()) {
                return -1;
            }
            try {
                int n = Poll.poll(new int[] {fd.fd().number(), wake.number()}, BOTH, ready, timeoutMillis);
                if (ready[1] != 0) {
                    wake.drain();
                }
                return n;
            } finally {
                wakeGuard.leave();
            }
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
                return -1;
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

    private void checkInterrupt() throws InterruptedIOException {
        if (interrupted) {
            interrupted = false;
            throw new InterruptedIOException("interrupted");
        }
    }

    /** Makes the read that waits, or else the next one, throw {@link InterruptedIOException}. From any thread. */
    public void interrupt() {
        interrupted = true;
        wake();
    }

    private void wake() {
        if (wakeGuard.enter()) {
            wake.signal();
            wakeGuard.leave();
        }
    }

    /** From now on every read gives the end. */
    void hangUp() {
        hungUp = true;
        wake();
    }

    @Override
    public int available() throws IOException {
        return 0;
    }

    /** Nothing: the session closes its own streams. */
    @Override
    public void close() {
    }

    void closeSession() {
        hangUp();
        fd.close();
        wakeGuard.close();
    }
}
