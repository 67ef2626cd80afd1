package dev.berth.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;

/** Buffers for reading logs. Readers have one only while they read: a follower that waits gives it back. */
final class LogBuffers {

    /** Bytes of a buffer: holds several of the monitor's largest chunks. */
    static final int SIZE = 256 * 1024;
    /** As many as are kept for later; the rest is the garbage collector's. */
    private static final int KEPT = 4;

    private final ArrayDeque<ByteBuffer> free = new ArrayDeque<>(KEPT);

    /** A buffer, little-endian. */
    ByteBuffer take() {
        synchronized (free) {
            ByteBuffer kept = free.pollLast();
            if (kept != null) {
                return kept;
            }
        }
        return ByteBuffer.allocateDirect(SIZE).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Takes one back.
     *
     * @param buffer no slice of it may be in use any more
     */
    void give(ByteBuffer buffer) {
        synchronized (free) {
            if (free.size() < KEPT) {
                free.addLast(buffer);
            }
        }
    }
}
