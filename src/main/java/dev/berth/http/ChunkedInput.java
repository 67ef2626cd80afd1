package dev.berth.http;

import java.io.IOException;

/** A body in chunks (RFC 9112, section 7.1). */
final class ChunkedInput extends BodyInput {
    private static final int LINE_BYTES = 1024;

    private final ChannelInput in;
    private boolean begun;
    private boolean ended;

    ChunkedInput(ChannelInput in) {
        super(in, 0);
        this.in = in;
    }

    @Override
    String cut(long missing) {
        return "the connection ended inside a chunk of an HTTP body";
    }

    @Override
    long next() throws IOException {
        if (ended) {
            return 0;
        }
        if (begun && !in.line(LINE_BYTES).isEmpty()) {
            throw new HttpException("a chunk of an HTTP body is longer than it says");
        }
        begun = true;
        long size = size(in.line(LINE_BYTES));
        if (size == 0) {
            ended = true;
            while (!in.line(LINE_BYTES).isEmpty()) {
                // Trailers say nothing that the Docker API needs.
                continue;
            }
        }
        return size;
    }

    private static long size(String line) throws HttpException {
        int end = line.indexOf(';');
        long size;
        try {
            size = Long.parseLong((end < 0 ? line : line.substring(0, end)).strip(), 16);
        } catch (NumberFormatException e) {
            size = -1;
        }
        if (size < 0) {
            throw new HttpException("not the size of a chunk: " + line);
        }
        return size;
    }
}
