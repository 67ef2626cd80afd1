package dev.berth.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A body in chunks (RFC 9112, section 7.1). Closing it leaves the connection alone. */
final class ChunkedInput extends InputStream {
    private static final int LINE_BYTES = 1024;

    private final ChannelInput in;
    private long left;
    private boolean begun;
    private boolean ended;

    ChunkedInput(ChannelInput in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (left == 0 && !nextChunk()) {
            return -1;
        }
        int count = in.read(target, offset, (int) Math.min(length, left));
        if (count < 0) {
            throw new EOFException("the connection ended inside a chunk of an HTTP body");
        }
        left -= count;
        return count;
    }

    private boolean nextChunk() throws IOException {
        if (ended) {
            return false;
        }
        if (begun && !in.line(LINE_BYTES).isEmpty()) {
            throw new HttpException("a chunk of an HTTP body is longer than it says");
        }
        begun = true;
        String line = in.line(LINE_BYTES);
        int end = line.indexOf(';');
        String size = (end < 0 ? line : line.substring(0, end)).strip();
        try {
            left = Long.parseLong(size, 16);
        } catch (NumberFormatException e) {
            throw new HttpException("not the size of a chunk: " + line);
        }
        if (left < 0) {
            throw new HttpException("not the size of a chunk: " + line);
        }
        if (left == 0) {
            ended = true;
            while (!in.line(LINE_BYTES).isEmpty()) {
                // Trailers say nothing that the Docker API needs.
                continue;
            }
        }
        return !ended;
    }
}
