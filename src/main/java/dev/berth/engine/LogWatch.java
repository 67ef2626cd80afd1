package dev.berth.engine;

import dev.berth.kernel.Errno;
import dev.berth.kernel.EventFd;
import dev.berth.kernel.Inotify;
import dev.berth.kernel.KernelException;
import dev.berth.kernel.Poll;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Wakes those who follow logs, when the monitors append. One inotify instance and one thread for all; the thread begins
 * with the first follower.
 *
 * <p>A log's directory is watched all the time that it is followed: each new segment is handed to the followers before
 * the monitor can remove it. Its newest segment is watched only while a follower waits ({@code IN_ONESHOT}), so that
 * output costs no events while it is being read anyway.
 */
final class LogWatch implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(LogWatch.class.getName());

    /** Someone who follows a log. Its methods are called by the watching thread and must not block. */
    interface Follower {
        /** A segment was begun. */
        void begun(int segment);

        /** Segments may have been begun. */
        void lookAgain();

        /** There may be something to read. */
        void wake();
    }

    private static final class Log {
        private final Path directory;
        private final List<Follower> followers = new ArrayList<>(1);
        private int directoryWatch;
        private int segmentWatch = -1;
        private int segment = -1;

        Log(Path directory) {
            this.directory = directory;
        }
    }

    private final Map<Path, Log> byDirectory = new HashMap<>();
    private final Map<Integer, Log> byWatch = new HashMap<>();
    private Inotify inotify;
    private EventFd end;
    private boolean closed;

    /**
     * Begins to tell a follower about a log.
     *
     * @param directory the log, which must be there
     * @param follower who
     * @throws KernelException if the user has no watches left, or the directory is not there
     */
    synchronized void add(Path directory, Follower follower) throws KernelException {
        start();
        Log log = byDirectory.get(directory);
        if (log == null) {
            log = new Log(directory);
            log.directoryWatch = inotify.watch(directory, Inotify.CREATE | Inotify.ONLY_DIRECTORY);
            byDirectory.put(directory, log);
            byWatch.put(log.directoryWatch, log);
        }
        log.followers.add(follower);
    }

    /** Tells a follower nothing more. */
    synchronized void remove(Path directory, Follower follower) {
        Log log = byDirectory.get(directory);
        if (log == null || !log.followers.remove(follower) || !log.followers.isEmpty()) {
            return;
        }
        byDirectory.remove(directory);
        if (closed) {
            return;
        }
        forget(log);
        if (byWatch.remove(log.directoryWatch) != null) {
            inotify.remove(log.directoryWatch);
        }
    }

    /**
     * Sees to it that the next write to a segment wakes the log's followers; what was written before does not.
     *
     * @param directory the log
     * @param segment its newest segment
     * @return false if this was closed, so that nothing will wake anybody
     * @throws KernelException if the user has no watches left
     */
    synchronized boolean arm(Path directory, int segment) throws KernelException {
        Log log = byDirectory.get(directory);
        if (closed || log == null) {
            return false;
        }
        if (log.segment == segment) {
            return true;
        }
        forget(log);
        try {
            log.segmentWatch = inotify.watch(directory.resolve(Integer.toString(segment)),
                    Inotify.MODIFY | Inotify.ONE_SHOT);
        } catch (KernelException e) {
            if (e.errno() == Errno.ENOENT) {
                return true; // removed: so there is a newer one, and its making wakes
            }
            throw e;
        }
        log.segment = segment;
        byWatch.put(log.segmentWatch, log);
        return true;
    }

    /** Wakes the followers of a log, because its container has ended. */
    synchronized void wake(Path directory) {
        Log log = byDirectory.get(directory);
        if (log != null) {
            log.followers.forEach(Follower::wake);
        }
    }

    private void start() throws KernelException {
        if (closed) {
            throw new IllegalStateException("closed");
        }
        if (inotify == null) {
            inotify = new Inotify();
            end = EventFd.create();
            Thread thread = new Thread(this::run, "log-watch");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void forget(Log log) {
        if (log.segmentWatch >= 0 && byWatch.remove(log.segmentWatch) != null) {
            inotify.remove(log.segmentWatch);
        }
        log.segmentWatch = -1;
        log.segment = -1;
    }

    private void run() {
        int[] fds = {inotify.number(), end.number()};
        short[] events = {Poll.IN, Poll.IN};
        short[] ready = new short[2];
        try {
            while (true) {
                Poll.poll(fds, events, ready, -1);
                synchronized (this) {
                    if (closed) {
                        return;
                    }
                    for (Inotify.Event event : inotify.read()) {
                        dispatch(event);
                    }
                }
            }
        } catch (KernelException e) {
            LOG.log(System.Logger.Level.ERROR, "logs cannot be followed any more", e);
        } finally {
            inotify.close();
            end.close();
        }
    }

    private void dispatch(Inotify.Event event) {
        if (event.is(Inotify.OVERFLOW)) {
            for (Log log : byDirectory.values()) {
                forget(log);
                log.followers.forEach(Follower::lookAgain);
            }
            return;
        }
        Log log = byWatch.get(event.watch());
        if (log == null) {
            return;
        }
        if (event.is(Inotify.CREATE) && event.name().isPresent()) {
            OptionalInt number = LogSegment.number(event.name().get());
            if (number.isPresent()) {
                log.followers.forEach(f -> f.begun(number.getAsInt()));
            }
        }
        if (event.is(Inotify.MODIFY | Inotify.IGNORED)) {
            if (event.watch() == log.segmentWatch) {
                // It fired: the kernel has removed it.
                byWatch.remove(event.watch());
                log.segmentWatch = -1;
                log.segment = -1;
            } else if (event.is(Inotify.IGNORED)) {
                byWatch.remove(event.watch());
            }
            log.followers.forEach(Follower::wake);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (inotify != null) {
            end.signal();
        }
        for (Log log : byDirectory.values()) {
            log.followers.forEach(Follower::wake);
        }
    }
}
