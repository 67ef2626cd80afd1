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
    private Runnable atEnd = () -> { };

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
        end();
    }

    /** The descriptor, between {@link #enter} and {@link #leave}. */
    Fd fd() {
        return fd;
    }

    /** Closes it, and does something else, as soon as nobody uses it. */
    synchronized void close(Runnable then) {
        if (!closed) {
            closed = true;
            atEnd = then;
            end();
        }
    }

    @Override
    public void close() {
        close(() -> { });
    }

    private void end() {
        if (closed && users == 0) {
            if (!keep) {
                fd.close();
            }
            atEnd.run();
        }
    }
}
