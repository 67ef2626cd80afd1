package dev.berth.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** The chunks of a segment from its end to its beginning, by the lengths behind them. */
final class LogBackwards {

    private static final int FRAME = LogFormat.HEADER + LogFormat.TRAILER;

    private final LogSegment segment;
    private final ByteBuffer buffer;
    /** Where in the segment the buffer begins, and how far it is filled. */
    private long base;
    private int filled;
    /** Where the chunk before begins and ends, in the buffer. */
    private int start;
    /** Where all chunks begin, once the lengths could not be followed. */
    private long[] index;
    private int indexed;

    /**
     * Begins at the end.
     *
     * @param segment the segment
     * @param end where it ends
     * @param buffer for reading
     */
    LogBackwards(LogSegment segment, long end, ByteBuffer buffer) {
        this.segment = segment;
        this.buffer = buffer;
        this.base = end;
    }

    /** Goes to the chunk before; false at the beginning. */
    boolean previous() throws IOException {
        if (index != null) {
            return previousOfIndex();
        }
        if (base + start == 0) {
            return false;
        }
        if (step()) {
            return true;
        }
        fill(base + start);
        if (step()) {
            return true;
        }
        // A torn chunk: whatever is before it is found from the beginning.
        makeIndex(base + start);
        return previousOfIndex();
    }

    private boolean step() {
        if (start < FRAME) {
            return false;
        }
        int length = buffer.getInt(start - LogFormat.TRAILER);
        if (length < 0 || length > start - FRAME) {
            return false;
        }
        int begin = start - FRAME - length;
        if (LogFormat.measure(buffer, begin, start) != FRAME + length) {
            return false;
        }
        start = begin;
        return true;
    }

    private void fill(long end) throws IOException {
        int count = (int) Math.min(end, buffer.capacity());
        base = end - count;
        filled = segment.read(buffer, base, count);
        start = filled;
    }

    private void makeIndex(long end) throws IOException {
        index = new long[256];
        long from = 0;
        while (from < end) {
            int count = segment.read(buffer, from, (int) Math.min(buffer.capacity(), end - from));
            boolean last = from + count >= end || count == 0;
            int at = 0;
            while (at < count) {
                int size = LogFormat.measure(buffer, at, count);
                if (size > 0) {
                    if (indexed == index.length) {
                        index = Arrays.copyOf(index, 2 * indexed);
                    }
                    index[indexed++] = from + at;
                    at += size;
                } else if (size == LogFormat.DAMAGED || last) {
                    at = LogFormat.resume(buffer, at + 1, count);
                } else {
                    break;
                }
            }
            if (last) {
                break;
            }
            from += at;
        }
        base = end;
        filled = 0;
    }

    private boolean previousOfIndex() throws IOException {
        if (indexed == 0) {
            return false;
        }
        long at = index[--indexed];
        if (at < base) {
            // so far back that those before it are in the buffer too
            long end = Math.min(segment.size(), at + FRAME + LogFormat.MAX_PAYLOAD);
            fill(end);
        }
        start = (int) (at - base);
        return true;
    }

    /** Where the chunk begins. */
    LogPosition position() {
        return new LogPosition(segment.number(), base + start);
    }

    /** Where it ends in the segment. */
    long end() {
        return base + start + FRAME + length();
    }

    /** Its time. */
    long time() {
        return LogFormat.time(buffer, start);
    }

    /** Its stream's number. */
    int stream() {
        return LogFormat.stream(buffer, start);
    }

    /** Where its payload begins in the buffer. */
    int payload() {
        return start + LogFormat.HEADER;
    }

    /** Bytes of its payload. */
    int length() {
        return LogFormat.length(buffer, start);
    }

    /** The buffer. */
    ByteBuffer buffer() {
        return buffer;
    }
}
