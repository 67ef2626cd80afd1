package dev.berth.client;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Output in Docker's frames of {@code {stream, 0, 0, 0, length}}, or bare output of a terminal. */
final class FrameInput {
    private static final int HEADER_BYTES = 8;
    private static final int BUFFER_BYTES = 32 * 1024;

    private final InputStream in;
    private final boolean framed;
    private final byte[] header = new byte[HEADER_BYTES];
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private OutputFrame.Stream stream = OutputFrame.Stream.STDOUT;
    private long left;

    FrameInput(InputStream in, boolean framed) {
        this.in = in;
        this.framed = framed;
    }

    /**
     * The frames of an answer.
     *
     * @param tty whether it is a terminal's, which only servers from API 1.42 on tell by themselves
     */
    static FrameInput framed(Answer answer, ApiVersion version, boolean tty) {
        String type = answer.head().headers().first("Content-Type").orElse("");
        boolean told = version.compareTo(new ApiVersion(1, 42)) >= 0 && type.startsWith("application/vnd.docker.");
        return new FrameInput(answer.body(), told ? type.endsWith("multiplexed-stream") : !tty);
    }

    /** The next piece, of a long frame a part; nothing at the end. */
    Optional<OutputFrame> next() throws IOException {
        if (framed && left == 0 && !readHeader()) {
            return Optional.empty();
        }
        int count = in.read(buffer, 0, framed ? (int) Math.min(left, BUFFER_BYTES) : BUFFER_BYTES);
        if (count < 0) {
            if (framed) {
                throw new EOFException("the engine's output ended " + left + " bytes before the end of a frame");
            }
            return Optional.empty();
        }
        left -= framed ? count : 0;
        return Optional.of(new OutputFrame(stream, ByteBuffer.wrap(buffer, 0, count)));
    }

    private boolean readHeader() throws IOException {
        do {
            int got = in.readNBytes(header, 0, HEADER_BYTES);
            if (got == 0) {
                return false;
            }
            if (got < HEADER_BYTES || header[0] < 0 || header[0] > 3) {
                throw new EOFException("the engine's output is not in Docker's frames");
            }
            stream = header[0] == 2 ? OutputFrame.Stream.STDERR
                    : header[0] == 3 ? OutputFrame.Stream.SYSTEM : OutputFrame.Stream.STDOUT;
            left = Integer.toUnsignedLong(ByteBuffer.wrap(header).getInt(4));
        } while (left == 0);
        return true;
    }
}
