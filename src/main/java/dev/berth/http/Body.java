package dev.berth.http;

import java.io.IOException;
import java.io.InputStream;

/** Bodies of messages as their heads describe them. */
public final class Body {
    private Body() {
    }

    /**
     * The body of a request: in chunks, by length, or none.
     *
     * @throws HttpException when the length is not a number
     */
    public static InputStream ofRequest(RequestHead head, ChannelInput in) throws HttpException {
        if (head.headers().has("Transfer-Encoding", "chunked")) {
            return new ChunkedInput(in);
        }
        long length = length(head.headers());
        return length <= 0 ? InputStream.nullInputStream() : new FixedInput(in, length);
    }

    /**
     * The body of a response: none, in chunks, by length, or to the end of the connection.
     *
     * @param method the request's method; {@code HEAD} has no body in its answer
     * @throws HttpException when the length is not a number
     */
    public static InputStream ofResponse(String method, ResponseHead head, ChannelInput in) throws HttpException {
        if (method.equals("HEAD") || head.status() == 204 || head.status() == 304) {
            return InputStream.nullInputStream();
        }
        if (head.headers().has("Transfer-Encoding", "chunked")) {
            return new ChunkedInput(in);
        }
        long length = length(head.headers());
        if (length < 0) {
            return in;
        }
        return length == 0 ? InputStream.nullInputStream() : new FixedInput(in, length);
    }

    /**
     * Reads what is left of a body, so that the connection can be used again.
     *
     * @param most give up after this many bytes
     * @return whether the end was reached
     */
    public static boolean drain(InputStream body, long most) throws IOException {
        byte[] scratch = new byte[512];
        for (long left = most; left > 0;) {
            int count = body.read(scratch);
            if (count < 0) {
                return true;
            }
            left -= count;
        }
        return false;
    }

    private static long length(Headers headers) throws HttpException {
        String value = headers.first("Content-Length").orElse("-1");
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new HttpException("not a Content-Length: " + value);
        }
    }
}
