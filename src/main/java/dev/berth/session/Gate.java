package dev.berth.session;

import java.io.InterruptedIOException;

/**
 * Holds a session's reads and writes while its client is stopped or not in the terminal's foreground. The engine is in
 * no terminal's session, so the kernel's own SIGTTIN does not do this for it.
 */
class Gate {

    /** A gate that is always open. */
    static final Gate OPEN = new Gate();

    private boolean stopped;
    private boolean over;

    /** Waits while stopped; gives whether it had to. */
    final boolean pass() throws InterruptedIOException {
        if (this == OPEN) {
            return false;
        }
        synchronized (this) {
            boolean waits = stopped && !over;
            while (stopped && !over) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new InterruptedIOException("interrupted");
                }
            }
            return waits;
        }
    }

    /** Called before bytes are taken from a terminal; waits until that is right and gives whether it had to. */
    boolean beforeTerminalRead() throws InterruptedIOException {
        return pass();
    }

    final synchronized void stop() {
        stopped = true;
    }

    final synchronized void go() {
        stopped = false;
        notifyAll();
    }

    /** Lets everybody through from now on: the session ends. */
    final synchronized void end() {
        over = true;
        notifyAll();
    }
}
