package dev.berth.engine;

import java.util.concurrent.Semaphore;

/** A thread that makes spare things again when one was used. */
final class Refill implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Refill.class.getName());

    private final Runnable work;
    private final Semaphore asked = new Semaphore(0);
    private final Thread thread = new Thread(null, this::run, "spares", 256 * 1024);
    private boolean started;
    private volatile boolean closed;

    /**
     * Nothing is made before it is asked for.
     *
     * @param work makes what is missing
     */
    Refill(Runnable work) {
        this.work = work;
    }

    /** Something was used. */
    void ask() {
        asked.release();
        synchronized (this) {
            if (!started && !closed) {
                started = true;
                thread.setDaemon(true);
                thread.start();
            }
        }
    }

    private void run() {
        while (!closed) {
            asked.acquireUninterruptibly();
            asked.drainPermits();
            if (closed) {
                return;
            }
            try {
                work.run();
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "nothing is made ahead: " + e.getMessage());
            }
        }
    }

    /** Ends, after what is being made. */
    @Override
    public void close() {
        closed = true;
        asked.release();
        synchronized (this) {
            if (!started) {
                return;
            }
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
