package dev.berth.api;

/** Interrupts a thread that works for a client when that client is gone, and never after the work is done. */
final class ClientWatch implements AutoCloseable {

    private final Thread worker;
    private boolean done;

    /** For a thread, which closes it. */
    ClientWatch(Thread worker) {
        this.worker = worker;
    }

    /** The client is gone. */
    synchronized void gone() {
        if (!done) {
            worker.interrupt();
        }
    }

    /** The work is done; an interrupt that came for it is taken back. */
    @Override
    public synchronized void close() {
        done = true;
        Thread.interrupted();
    }
}
