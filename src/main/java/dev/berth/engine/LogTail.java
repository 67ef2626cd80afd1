package dev.berth.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Where the last lines of a log begin, found by going backwards. As with docker, a line belongs to its stream: output
 * of the other stream in its midst does not end it, and lines are in the order of their ends. A line that has no end
 * yet counts.
 */
final class LogTail {

    private final int wanted;
    private final boolean[] done;
    private final boolean[] open = new boolean[3];
    private final LogPosition[] chunk = new LogPosition[3];
    private final int[] skip = new int[3];
    private int counted;

    private LogTail(boolean stdout, boolean stderr, int wanted, LogPosition end) {
        this.wanted = wanted;
        this.done = new boolean[] {true, !stdout, !stderr};
        Arrays.fill(chunk, end);
    }

    /**
     * Finds the beginning.
     *
     * @param segments the log, ascending
     * @param end the end of the last one
     * @param query streams and number of lines
     * @param buffer for reading
     */
    static LogTail find(List<LogSegment> segments, LogPosition end, LogQuery query, ByteBuffer buffer)
            throws IOException {
        LogTail tail = new LogTail(query.stdout(), query.stderr(), query.tail().orElseThrow(), end);
        if (tail.wanted == 0) {
            return tail;
        }
        for (int i = segments.size() - 1; i >= 0 && !tail.found(); i--) {
            LogSegment segment = segments.get(i);
            long size = segment.number() == end.segment() ? end.offset() : segment.size();
            tail.walk(new LogBackwards(segment, size, buffer));
        }
        for (int stream = 1; stream <= 2; stream++) {
            if (tail.open[stream] && !tail.done[stream]) {
                tail.chunk[stream] = new LogPosition(0, 0);
            }
        }
        return tail;
    }

    /** Where to begin reading. */
    LogPosition first() {
        return chunk[1].compareTo(chunk[2]) < 0 ? chunk[1] : chunk[2];
    }

    /**
     * How many bytes of a chunk come before the lines.
     *
     * @param position where the chunk begins
     * @param stream 1 or 2
     * @param length bytes of its payload
     */
    int skipped(LogPosition position, int stream, int length) {
        int order = position.compareTo(chunk[stream]);
        return order < 0 ? length : order == 0 ? skip[stream] : 0;
    }

    private boolean found() {
        return settled(1) && settled(2);
    }

    private boolean settled(int stream) {
        return done[stream] || counted == wanted && !open[stream];
    }

    private void walk(LogBackwards chunks) throws IOException {
        while (!found() && chunks.previous()) {
            int stream = chunks.stream();
            if (stream <= 2 && !settled(stream)) {
                count(chunks, stream);
            }
        }
    }

    private void count(LogBackwards chunks, int stream) {
        ByteBuffer bytes = chunks.buffer();
        int begin = chunks.payload();
        for (int i = begin + chunks.length() - 1; i >= begin; i--) {
            if (open[stream]) {
                i = newlineBefore(bytes, begin, i);
                if (i < begin) {
                    return;
                }
                chunk[stream] = chunks.position();
                skip[stream] = i + 1 - begin;
            }
            if (counted == wanted) {
                done[stream] = true;
                return;
            }
            counted++;
            open[stream] = true;
        }
    }

    /** The last newline in a range, eight bytes at a time; below its beginning if there is none. */
    private static int newlineBefore(ByteBuffer bytes, int begin, int last) {
        int i = last;
        while (i - 7 >= begin) {
            long x = bytes.getLong(i - 7) ^ 0x0A0A0A0A0A0A0A0AL;
            // the highest bit of each byte that is zero, and perhaps of one above such a byte
            if ((x - 0x0101010101010101L & ~x & 0x8080808080808080L) != 0) {
                break;
            }
            i -= 8;
        }
        while (i >= begin && bytes.get(i) != '\n') {
            i--;
        }
        return i;
    }
}
