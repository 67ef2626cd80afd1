package dev.berth.http;

import java.io.IOException;

/** A body in chunks (RFC 9112, section 7.1). */
final class ChunkedInput extends BodyInput {
    private static final int LINE_BYTES = 1024;
    /** As many as there may be headers. */
    private static final int MOST_TRAILERS = 100;

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
            // Trailers say nothing that the Docker API needs.
            for (int i = 0; !in.line(LINE_BYTES).isEmpty(); i++) {
                if (i == MOST_TRAILERS) {
                    throw new HttpException("too many lines after an HTTP body");
                }
            }
        }
        return size;
    }

    private static long size(String line) throws HttpException {
        int end = line.indexOf(';');
        String digits = (end < 0 ? line : line.substring(0, end)).strip();
        if (digits.isEmpty() || digits.length() > 15 || digits.chars().anyMatch(c -> Character.digit(c, 16) < 0)) {
            throw new HttpException("not the size of a chunk: " + line);
        }
        return Long.parseLong(digits, 16);
    }
}
