package dev.berth.session;

import dev.berth.kernel.Fd;

/**
 * A descriptor that several threads use: closing waits for none of them, the last one out closes it. So no thread ever
 * reads or writes a number that the kernel has given to something else.
 */
final class SharedFd implements AutoCloseable {

    private final Fd fd;
    private final boolean keep;
    private int users;
    private boolean closed;

    /**
     * Takes a descriptor over.
     *
     * @param fd the descriptor
     * @param keep whether to leave it open at the end, as a JVM's own 0, 1 and 2
     */
    SharedFd(Fd fd, boolean keep) {
        this.fd = fd;
        this.keep = keep;
    }

    /** Begins a use; false when it is closed. Each true is followed by one {@link #leave}. */
    synchronized boolean enter() {
        if (closed) {
            return false;
        }
        users++;
        return true;
    }

    synchronized void leave() {
        users--;
        if (closed && users == 0 && !keep) {
            fd.close();
        }
    }

    /** The descriptor, between {@link #enter} and {@link #leave}. */
    Fd fd() {
        return fd;
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            if (users == 0 && !keep) {
                fd.close();
            }
        }
    }
}
