package dev.berth.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;

/**
 * Reads and follows the logs that monitors write: directories of numbered segments. One for an engine; it has a thread
 * only once somebody follows.
 */
public final class Logs implements AutoCloseable {

    private final LogBuffers buffers = new LogBuffers();
    private final LogWatch watch = new LogWatch();

    /**
     * Reads a log.
     *
     * @param directory the log, which must be there if it is followed
     * @param query which part; the last lines are found first, then {@code since} and {@code until} narrow them, as
     *     with docker
     * @param ended whether everything is in the log that will ever be; once it is true, {@link #ended} must be called
     * @return the chunks, whose streams may also be {@code LOST} (16 zero bytes if nobody knows how much) and
     *     {@code SIZE}
     * @throws IOException if the log cannot be opened
     */
    public Output read(Path directory, LogQuery query, BooleanSupplier ended) throws IOException {
        return open(directory, query, Optional.empty(), ended);
    }

    /**
     * Follows a log on both streams.
     *
     * @param directory the log, which must be there
     * @param from from where on; {@link #end} is "from now on"
     * @param ended as with {@link #read}
     * @throws IOException if the log cannot be opened
     */
    public Output follow(Path directory, LogPosition from, BooleanSupplier ended) throws IOException {
        LogQuery query = new LogQuery(true, true, true, Optional.empty(), Optional.empty(), OptionalInt.empty());
        return open(directory, query, Optional.of(from), ended);
    }

    private Output open(Path directory, LogQuery query, Optional<LogPosition> from, BooleanSupplier ended)
            throws IOException {
        LogSegments segments = new LogSegments(directory);
        boolean opened = false;
        try {
            if (query.follow()) {
                watch.add(directory, segments);
            }
            segments.openFrom(from.map(LogPosition::segment).orElse(0));
            LogPosition stop = query.follow() && query.tail().isEmpty() ? new LogPosition(0, 0)
                    : endOf(segments.all());
            Optional<LogTail> tail = query.tail().isPresent() ? Optional.of(tail(segments, stop, query))
                    : Optional.empty();
            LogPosition start = tail.map(LogTail::first).or(() -> from).orElse(new LogPosition(0, 0));
            if (from.isEmpty() && query.since().isPresent()) {
                skipOld(segments, LogReader.nanos(query.since().get()));
            }
            Output reader = new LogReader(directory, query, segments, start, stop, tail, buffers,
                    query.follow() ? Optional.of(watch) : Optional.empty(), ended);
            opened = true;
            return reader;
        } finally {
            if (!opened) {
                watch.remove(directory, segments);
                segments.close();
            }
        }
    }

    /**
     * The place after everything that is in a log now.
     *
     * @param directory the log, which need not be there yet
     * @throws IOException if it cannot be read
     */
    public LogPosition end(Path directory) throws IOException {
        int[] numbers = LogSegment.numbers(directory);
        for (int i = numbers.length - 1; i >= 0; i--) {
            Optional<LogSegment> last = LogSegment.open(directory, numbers[i]);
            if (last.isPresent()) {
                try {
                    LogPosition end = endOf(List.of(last.get()));
                    if (end.offset() > 0 || i == 0) {
                        return end;
                    }
                    // A segment that has just been begun: the last chunk is in the one before.
                } finally {
                    last.get().close();
                }
            }
        }
        return new LogPosition(0, 0);
    }

    /**
     * The number of the segment that a log's next monitor has to go on with.
     *
     * @param directory the log, which need not be there
     * @throws IOException if it cannot be read
     */
    public static int lastSegment(Path directory) throws IOException {
        int[] numbers = LogSegment.numbers(directory);
        return numbers.length == 0 ? 1 : numbers[numbers.length - 1];
    }

    /** Lets the followers of a log know that {@code ended} is true now. */
    public void ended(Path directory) {
        watch.wake(directory);
    }

    /** The end of the last chunk that is whole. */
    private LogPosition endOf(List<LogSegment> segments) throws IOException {
        if (segments.isEmpty()) {
            return new LogPosition(0, 0);
        }
        LogSegment last = segments.get(segments.size() - 1);
        ByteBuffer buffer = buffers.take();
        try {
            LogBackwards chunks = new LogBackwards(last, last.size(), buffer);
            return new LogPosition(last.number(), chunks.previous() ? chunks.end() : 0);
        } finally {
            buffers.give(buffer);
        }
    }

    private LogTail tail(LogSegments segments, LogPosition stop, LogQuery query) throws IOException {
        ByteBuffer buffer = buffers.take();
        try {
            return LogTail.find(segments.all(), stop, query, buffer);
        } finally {
            buffers.give(buffer);
        }
    }

    /** Closes segments whose last chunk is older; a log's clock may have been set back, so at most whole segments. */
    private void skipOld(LogSegments segments, long since) throws IOException {
        ByteBuffer buffer = buffers.take();
        try {
            List<LogSegment> all = segments.all();
            for (int i = 0; i + 1 < all.size(); i++) {
                LogBackwards chunks = new LogBackwards(all.get(i), all.get(i).size(), buffer);
                if (chunks.previous() && chunks.time() >= since) {
                    return;
                }
                segments.closeBelow(all.get(i + 1).number());
            }
        } finally {
            buffers.give(buffer);
        }
    }

    @Override
    public void close() {
        watch.close();
    }
}
