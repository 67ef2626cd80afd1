package dev.berth.api;

import dev.berth.engine.LogChunk;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/**
 * Output as Docker sends it: in frames of {@code {stream, 0, 0, 0, length}} and content, or bare for a terminal. A
 * frame leaves in one write: readers that look for the header alone would stall otherwise.
 */
final class FrameOutput {
    private static final int HEADER_BYTES = 8;

    private final OutputStream out;
    private final boolean framed;
    private byte[] buffer = new byte[1024];

    /**
     * Output to a stream.
     *
     * @param framed false for a terminal
     */
    FrameOutput(OutputStream out, boolean framed) {
        this.out = out;
        this.framed = framed;
    }

    /** Sends what a container wrote; the monitor's own records are passed over. */
    void write(LogChunk chunk) throws IOException {
        if (chunk.stream() == LogChunk.Stream.STDOUT || chunk.stream() == LogChunk.Stream.STDERR) {
            write(chunk.stream().number(), chunk.payload());
        }
    }

    /** Sends bytes of a stream, and does not wait for more. */
    void write(int stream, ByteBuffer payload) throws IOException {
        int length = payload.remaining();
        int header = framed ? HEADER_BYTES : 0;
        if (buffer.length < header + length) {
            buffer = new byte[Math.max(header + length, buffer.length * 2)];
        }
        if (framed) {
            header(buffer, 0, stream, length);
        }
        payload.get(buffer, header, length);
        out.write(buffer, 0, header + length);
        out.flush();
    }

    /** Writes a frame's header into an array. */
    static void header(byte[] target, int at, int stream, int length) {
        target[at] = (byte) stream;
        target[at + 1] = 0;
        target[at + 2] = 0;
        target[at + 3] = 0;
        target[at + 4] = (byte) (length >>> 24);
        target[at + 5] = (byte) (length >>> 16);
        target[at + 6] = (byte) (length >>> 8);
        target[at + 7] = (byte) length;
    }
}
