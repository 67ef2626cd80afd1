package dev.berth.api;

import dev.berth.engine.LogChunk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Puts the time, the details or both in front of every line of a log. A line that comes in several chunks has the time
 * of the first; the parts of a stream that stand between lines of the other one do not mix, since each stream remembers
 * its own state.
 */
final class LogLines {
    private final FrameOutput frames;
    private final boolean timestamps;
    private final byte[] details;
    private final boolean[] inLine = new boolean[3];
    private byte[] buffer = new byte[256];
    private int length;

    /**
     * Lines to a client.
     *
     * @param timestamps whether the time comes first
     * @param details what comes next, with the blank behind it; may be empty
     */
    LogLines(FrameOutput frames, boolean timestamps, String details) {
        this.frames = frames;
        this.timestamps = timestamps;
        this.details = details.getBytes(StandardCharsets.UTF_8);
    }

    /** Sends a chunk, each of its lines in a frame of its own. */
    void write(LogChunk chunk) throws IOException {
        if (chunk.stream() != LogChunk.Stream.STDOUT && chunk.stream() != LogChunk.Stream.STDERR) {
            return;
        }
        int stream = chunk.stream().number();
        ByteBuffer payload = chunk.payload();
        while (payload.hasRemaining()) {
            length = 0;
            if (!inLine[stream]) {
                if (timestamps) {
                    StringBuilder time = new StringBuilder(32);
                    Times.appendFixed(time, chunk.timeNanos());
                    append(time.append(' ').toString().getBytes(StandardCharsets.ISO_8859_1));
                }
                append(details);
            }
            boolean ended = false;
            while (payload.hasRemaining() && !ended) {
                byte value = payload.get();
                append(value);
                ended = value == '\n';
            }
            inLine[stream] = !ended;
            frames.write(stream, ByteBuffer.wrap(buffer, 0, length));
        }
    }

    private void append(byte[] bytes) {
        for (byte value : bytes) {
            append(value);
        }
    }

    private void append(byte value) {
        if (length == buffer.length) {
            buffer = Arrays.copyOf(buffer, length * 2);
        }
        buffer[length++] = value;
    }
}
