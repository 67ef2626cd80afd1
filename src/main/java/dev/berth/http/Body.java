package dev.berth.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Bodies of messages as their heads describe them. */
public final class Body {
    private Body() {
    }

    /**
     * The body of a request: in chunks, by length, or none.
     *
     * @throws HttpException when the length is not a number, or it is encoded in another way
     */
    public static InputStream ofRequest(RequestHead head, ChannelInput in) throws HttpException {
        if (isChunked(head.headers())) {
            return new ChunkedInput(in);
        }
        long length = length(head.headers());
        return length <= 0 ? InputStream.nullInputStream() : new FixedInput(in, length);
    }

    /**
     * The body of a response: none, in chunks, by length, or to the end of the connection.
     *
     * @param method the request's method; {@code HEAD} has no body in its answer
     * @throws HttpException when the length is not a number, or it is encoded in another way
     */
    public static InputStream ofResponse(String method, ResponseHead head, ChannelInput in) throws HttpException {
        if (method.equals("HEAD") || head.status() == 204 || head.status() == 304) {
            return InputStream.nullInputStream();
        }
        if (isChunked(head.headers())) {
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

    /** What is sent in chunks has no other length, and nothing else is understood (RFC 9112, section 6.1). */
    private static boolean isChunked(Headers headers) throws HttpException {
        List<String> encodings = headers.all("Transfer-Encoding");
        if (encodings.isEmpty() || encodings.equals(List.of("identity"))) {
            return false;
        }
        if (encodings.size() > 1 || !encodings.get(0).equalsIgnoreCase("chunked")) {
            throw new HttpException("not a Transfer-Encoding that is understood: " + String.join(", ", encodings));
        }
        return true;
    }

    /** -1 if it is not said. */
    private static long length(Headers headers) throws HttpException {
        List<String> values = headers.all("Content-Length");
        if (values.isEmpty()) {
            return -1;
        }
        String value = values.get(0);
        boolean digits = !value.isEmpty() && value.length() <= 18 && value.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits || values.stream().anyMatch(other -> !other.equals(value))) {
            throw new HttpException("not a Content-Length: " + String.join(", ", values));
        }
        return Long.parseLong(value);
    }
}
