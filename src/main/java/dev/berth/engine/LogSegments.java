package dev.berth.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * The segments that one reader has still to read, all open, so that rotation takes none of them away. While it is
 * {@link LogWatch.Follower followed}, new ones join as the monitor begins them.
 */
final class LogSegments implements LogWatch.Follower, AutoCloseable {

    private static final System.Logger LOG = System.getLogger(LogSegments.class.getName());
    /** Removed segments are held for a slow reader only while the disk has more than this left. */
    private static final long RESERVE_BYTES = 256L << 20;
    /** Held at most, whatever the disk has: each is a file descriptor. */
    private static final int MOST = 4096;

    private final Path directory;
    private final TreeMap<Integer, LogSegment> open = new TreeMap<>();
    private boolean woken;
    private boolean closed;

    /** A set that has no segments yet. */
    LogSegments(Path directory) {
        this.directory = directory;
    }

    /**
     * Opens the segments that are there and not open yet.
     *
     * @param least the least number
     */
    synchronized void openFrom(int least) throws IOException {
        for (int number : LogSegment.numbers(directory)) {
            if (number >= least) {
                add(number);
            }
        }
    }

    private void add(int number) throws IOException {
        if (closed || open.containsKey(number) || !open.isEmpty() && number < open.firstKey()) {
            return;
        }
        Optional<LogSegment> segment = LogSegment.open(directory, number);
        if (segment.isPresent()) {
            open.put(number, segment.get());
            if (open.size() > 2) {
                dropOldest();
            }
        }
    }

    /** A reader that falls behind for good must not fill the disk with segments that nobody else can see. */
    private void dropOldest() throws IOException {
        if (open.size() < MOST && Files.getFileStore(directory).getUsableSpace() > RESERVE_BYTES) {
            return;
        }
        // The first one is being read; one that still has its name would free nothing.
        Integer second = open.higherKey(open.firstKey());
        if (open.size() >= MOST || !Files.exists(directory.resolve(second.toString()))) {
            open.remove(second).close();
        }
    }

    /** The oldest one. */
    synchronized Optional<LogSegment> first() {
        return open.isEmpty() ? Optional.empty() : Optional.of(open.firstEntry().getValue());
    }

    /** The one after a number. */
    synchronized Optional<LogSegment> after(int number) {
        Map.Entry<Integer, LogSegment> next = open.higherEntry(number);
        return next == null ? Optional.empty() : Optional.of(next.getValue());
    }

    /** All of them, ascending. */
    synchronized List<LogSegment> all() {
        return new ArrayList<>(open.values());
    }

    /** Closes those below a number: they have been read. */
    synchronized void closeBelow(int number) {
        Collection<LogSegment> read = open.headMap(number).values();
        read.forEach(LogSegment::close);
        read.clear();
    }

    @Override
    public synchronized void begun(int segment) {
        try {
            add(segment);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "a follower misses log segment " + directory + "/" + segment, e);
        }
        wake();
    }

    @Override
    public synchronized void lookAgain() {
        try {
            openFrom(0);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "a follower may miss log segments of " + directory, e);
        }
        wake();
    }

    @Override
    public synchronized void wake() {
        woken = true;
        notifyAll();
    }

    /**
     * Waits to be woken.
     *
     * @param deadline as {@link System#nanoTime}, or {@link Long#MAX_VALUE} for none
     * @return false after the deadline
     * @throws InterruptedException if the thread was interrupted, or this was closed
     */
    synchronized boolean await(long deadline) throws InterruptedException {
        while (!woken && !closed) {
            if (deadline == Long.MAX_VALUE) {
                wait();
            } else {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        }
        woken = false;
        checkOpen();
        return true;
    }

    /** Throws if this was closed, which ends a reader as an interruption does. */
    synchronized void checkOpen() throws InterruptedException {
        if (closed) {
            throw new InterruptedException("the log's reader was closed");
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        open.values().forEach(LogSegment::close);
        open.clear();
        notifyAll();
    }
}
