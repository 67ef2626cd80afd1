package dev.berth.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Reads a log chunk by chunk. The streams {@code LOST} and {@code SIZE} are always among them; chunks of other streams
 * are those that were asked for. Payloads are slices of the buffer.
 */
final class LogReader implements Output {

    private static final LogChunk.Stream[] STREAMS = LogChunk.Stream.values();

    private final Path directory;
    private final LogBuffers buffers;
    private final Optional<LogWatch> watch;
    private final BooleanSupplier ended;
    private final LogQuery query;
    private final LogSegments segments;
    private final Optional<LogTail> tail;
    private final long since;
    private final long until;
    /** Without following, the end is where the log ended in the beginning. */
    private final LogPosition stop;

    private LogSegment segment;
    private ByteBuffer buffer;
    /** Where in the segment the buffer begins; the next chunk; the end of the bytes. */
    private long base;
    private int at;
    private int limit;
    private boolean over;

    /**
     * A reader; {@link Logs} makes it.
     *
     * @param segments the segments from the first to read on, or all with a tail
     * @param start where to begin
     * @param stop where to end, if it is not followed
     * @param watch what wakes it, if it is followed
     */
    LogReader(Path directory, LogQuery query, LogSegments segments, LogPosition start, LogPosition stop,
            Optional<LogTail> tail, LogBuffers buffers, Optional<LogWatch> watch, BooleanSupplier ended) {
        this.directory = directory;
        this.query = query;
        this.segments = segments;
        this.stop = stop;
        this.tail = tail;
        this.buffers = buffers;
        this.watch = watch;
        this.ended = ended;
        this.since = query.since().map(LogReader::nanos).orElse(Long.MIN_VALUE);
        this.until = query.until().map(LogReader::nanos).orElse(Long.MAX_VALUE);
        segments.closeBelow(start.segment());
        this.segment = segments.first().orElse(null);
        this.base = segment != null && segment.number() == start.segment() ? start.offset() : 0;
    }

    static long nanos(Instant time) {
        try {
            return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L), time.getNano());
        } catch (ArithmeticException e) {
            return time.getEpochSecond() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    @Override
    public Optional<LogChunk> next() throws IOException, InterruptedException {
        try {
            while (!over) {
                segments.checkOpen();
                LogChunk chunk = scan();
                if (chunk == null) {
                    chunk = advance();
                }
                if (chunk != null) {
                    return Optional.of(chunk);
                }
            }
            release();
            return Optional.empty();
        } catch (ClosedByInterruptException e) {
            // the thread was interrupted in a read
            Thread.interrupted();
            throw new InterruptedException("interrupted while reading a log");
        } catch (ClosedChannelException e) {
            segments.checkOpen();
            throw e;
        }
    }

    /** The next chunk that was asked for in this segment, or null at its end. */
    private LogChunk scan() throws IOException {
        if (segment == null) {
            return null;
        }
        while (true) {
            int size = raw();
            if (size == LogFormat.INCOMPLETE) {
                return null;
            }
            int begin = at;
            at += size;
            long time = LogFormat.time(buffer, begin);
            if (time > until) {
                over = true;
                return null;
            }
            if (time < since) {
                continue;
            }
            int stream = LogFormat.stream(buffer, begin);
            int length = LogFormat.length(buffer, begin);
            int skip = 0;
            if (stream <= 2) {
                if (length == 0 || !(stream == 1 ? query.stdout() : query.stderr())) {
                    continue;
                }
                if (tail.isPresent()) {
                    skip = tail.get().skipped(new LogPosition(segment.number(), base + begin), stream, length);
                    if (skip == length) {
                        continue;
                    }
                }
            }
            return new LogChunk(time, STREAMS[stream - 1],
                    buffer.slice(begin + LogFormat.HEADER + skip, length - skip),
                    new LogPosition(segment.number(), base + at));
        }
    }

    /** The size of the chunk at {@code at}, which is then in the buffer, or 0 at the end of the segment. */
    private int raw() throws IOException {
        int loads = 0;
        while (true) {
            int size = buffer == null ? LogFormat.INCOMPLETE : LogFormat.measure(buffer, at, limit);
            if (size > 0) {
                return size;
            }
            if (loads == 0 || loads == 1 && size == LogFormat.DAMAGED) {
                // What was read before a chunk was whole may have been taken back by the monitor: read it again. What
                // was read while it was taken back may be half of it and half of its successors: once more.
                load();
                loads++;
            } else if (size == LogFormat.DAMAGED) {
                at = LogFormat.resume(buffer, at + 1, limit);
                loads = 0;
            } else {
                return LogFormat.INCOMPLETE;
            }
        }
    }

    private void load() throws IOException {
        if (buffer == null) {
            buffer = buffers.take();
        }
        base += at;
        at = 0;
        long most = LogBuffers.SIZE;
        if (!query.follow() && segment.number() == stop.segment()) {
            most = Math.max(0, Math.min(most, stop.offset() - base));
        }
        limit = segment.read(buffer, base, (int) most);
    }

    /**
     * At the end of a segment: goes to the next one, or ends, or waits.
     *
     * @return a chunk that says that segments are missing, or null
     */
    private LogChunk advance() throws IOException, InterruptedException {
        if (over) {
            return null;
        }
        int number = segment == null ? 0 : segment.number();
        boolean last = !query.follow() || ended.getAsBoolean();
        if (last && query.follow()) {
            // the making of the very last segment may not have been told yet
            segments.openFrom(number + 1);
        }
        Optional<LogSegment> next = segments.after(number);
        if (next.isPresent() && (query.follow() || next.get().number() <= stop.segment())) {
            // This one is complete now, but what the last look at it saw may have been less.
            LogChunk rest = scan();
            return rest != null || over ? rest : enter(next.get());
        }
        if (last) {
            LogChunk rest = query.follow() ? scan() : null;
            over |= rest == null;
            return rest;
        }
        return await(number);
    }

    private LogChunk enter(LogSegment next) {
        boolean gap = segment != null && next.number() != segment.number() + 1;
        segments.closeBelow(next.number());
        segment = next;
        base = 0;
        at = 0;
        limit = 0;
        if (!gap) {
            return null;
        }
        return new LogChunk(0, LogChunk.Stream.LOST, ByteBuffer.allocate(16), new LogPosition(next.number(), 0));
    }

    private LogChunk await(int number) throws IOException, InterruptedException {
        release();
        if (segment != null) {
            if (!watch.orElseThrow().arm(directory, number)) {
                segments.checkOpen();
                over = true; // the engine ends
                return null;
            }
            // what came before the watch was armed wakes nobody
            LogChunk chunk = scan();
            if (chunk != null || over) {
                return chunk;
            }
            release();
        }
        if (ended.getAsBoolean()) {
            return null;
        }
        over = !segments.await(deadline());
        return null;
    }

    private long deadline() {
        if (until == Long.MAX_VALUE) {
            return Long.MAX_VALUE;
        }
        return System.nanoTime() + Math.max(0, until - nanos(Instant.now()));
    }

    /** Gives the buffer back: nobody uses the last payload any more. */
    private void release() {
        if (buffer != null) {
            base += at;
            at = 0;
            limit = 0;
            buffers.give(buffer);
            buffer = null;
        }
    }

    @Override
    public void close() {
        // first: a reader that finds itself unwatched must see why
        segments.close();
        watch.ifPresent(w -> w.remove(directory, segments));
    }
}
