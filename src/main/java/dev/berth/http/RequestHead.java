package dev.berth.http;

import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;

/**
 * First line and headers of a request.
 *
 * @param method for example {@code GET}
 * @param target path and query, still encoded
 * @param minor 1 for HTTP/1.1, 0 for HTTP/1.0
 * @param headers the header fields
 */
public record RequestHead(String method, String target, int minor, Headers headers) {

    /**
     * Reads the next request of a connection.
     *
     * @return nothing when the client closed the connection between two requests
     * @throws HttpException when what comes is not HTTP
     */
    public static Optional<RequestHead> read(ChannelInput in) throws IOException {
        String line;
        do {
            if (!in.await()) {
                return Optional.empty();
            }
            line = in.line(Headers.LINE_BYTES);
        } while (line.isEmpty());
        int first = line.indexOf(' ');
        int last = line.lastIndexOf(' ');
        if (first <= 0 || last <= first || !line.startsWith("HTTP/1.", last + 1) || line.length() != last + 9) {
            throw new HttpException("not an HTTP request: " + line);
        }
        try {
            return Optional.of(new RequestHead(line.substring(0, first), line.substring(first + 1, last),
                    line.charAt(last + 8) == '0' ? 0 : 1, Headers.read(in)));
        } catch (EOFException e) {
            throw new HttpException("the connection ended inside the head of " + line);
        }
    }

    /** Writes this head. Does not flush. */
    public void write(ChannelOutput out) throws IOException {
        out.ascii(method);
        out.write(' ');
        out.ascii(target);
        out.ascii(" HTTP/1.1\r\n");
        headers.write(out);
    }

    /** Whether the connection stays open after the answer. */
    public boolean keepAlive() {
        return minor == 1 ? !headers.has("Connection", "close") : headers.has("Connection", "keep-alive");
    }
}
