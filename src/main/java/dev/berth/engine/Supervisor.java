package dev.berth.engine;

import dev.berth.kernel.Epoll;
import dev.berth.kernel.EventFd;
import dev.berth.kernel.Fd;
import dev.berth.kernel.KernelException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Hears when monitors end: one thread for all of them. */
final class Supervisor implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Supervisor.class.getName());

    private record Watched(Fd process, Runnable ended) {
    }

    private final Epoll epoll = new Epoll();
    private final Map<Long, Watched> watched = new ConcurrentHashMap<>();
    private final AtomicLong tokens = new AtomicLong();
    private final EventFd wake;
    private volatile boolean closed;

    Supervisor() throws KernelException {
        wake = EventFd.create();
        epoll.add(wake.number(), 0);
        Thread thread = new Thread(null, this::run, "supervisor", 256 * 1024);
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Watches a process until it has ended.
     *
     * @param process the process; it stays the caller's to close, when it has ended
     * @param ended called once, on the supervisor's thread
     */
    void watch(Fd process, Runnable ended) throws KernelException {
        long token = tokens.incrementAndGet();
        watched.put(token, new Watched(process, ended));
        try {
            epoll.add(process.number(), token);
        } catch (KernelException e) {
            watched.remove(token);
            throw e;
        }
    }

    private void run() {
        while (!closed) {
            try {
                for (long token : epoll.await(-1)) {
                    Watched one = closed ? null : watched.remove(token);
                    if (one != null) {
                        epoll.remove(one.process());
                        one.ended().run();
                    }
                }
            } catch (KernelException | RuntimeException e) {
                // one container's trouble must not end the supervision of the others
                LOG.log(System.Logger.Level.ERROR, "supervising containers: " + e.getMessage(), e);
            }
        }
        epoll.close();
        wake.close();
    }

    /** Ends the supervision; what has not ended goes on unwatched. */
    @Override
    public void close() {
        closed = true;
        wake.signal();
    }
}
