package dev.berth.http;

import java.io.IOException;

/**
 * First line and headers of a response.
 *
 * @param status for example 200
 * @param reason for example {@code OK}
 * @param headers the header fields
 */
public record ResponseHead(int status, String reason, Headers headers) {
    /** Answers in between that are listened to; servers send one, or none. */
    private static final int MOST_INTERIM = 10;
    private static final int SWITCHING = 101;

    /**
     * Reads the next response of a connection, passing over interim ones (1xx, but 101).
     *
     * @throws java.io.EOFException when the connection ends before it
     * @throws HttpException when what comes is not HTTP
     */
    public static ResponseHead read(ChannelInput in) throws IOException {
        for (int i = 0; i <= MOST_INTERIM; i++) {
            String line = in.line(Headers.LINE_BYTES);
            if (!line.startsWith("HTTP/1.") || line.length() < 12) {
                throw new HttpException("not an HTTP response: " + line);
            }
            int status;
            try {
                status = Integer.parseInt(line.substring(9, 12));
            } catch (NumberFormatException e) {
                throw new HttpException("not an HTTP response: " + line);
            }
            ResponseHead head = new ResponseHead(status, line.length() > 13 ? line.substring(13) : "",
                    Headers.read(in));
            if (status >= 200 || status == SWITCHING) {
                return head;
            }
        }
        throw new HttpException("more than " + MOST_INTERIM + " HTTP responses that are none yet");
    }

    /** Writes this head. Does not flush. */
    public void write(ChannelOutput out) throws IOException {
        out.ascii("HTTP/1.1 ");
        out.ascii(Integer.toString(status));
        out.write(' ');
        out.ascii(reason);
        out.ascii("\r\n");
        headers.write(out);
    }
}
