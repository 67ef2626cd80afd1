package dev.berth.image.registry;

import dev.berth.http.Body;
import dev.berth.http.ResponseHead;
import dev.berth.image.InvalidImage;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** A registry's answer. Close it: then its connection can be used again. */
final class Answer implements AutoCloseable {

    private static final int ERROR_LIMIT = 16 * 1024;

    private final Transport transport;
    private final Connection connection;
    private final URI address;
    private final ResponseHead head;
    private final InputStream body;
    private boolean closed;
    private Optional<String> text = Optional.empty();

    Answer(Transport transport, Connection connection, String method, URI address, ResponseHead head)
            throws IOException {
        this.transport = transport;
        this.connection = connection;
        this.address = address;
        this.head = head;
        this.body = Body.ofResponse(method, head, connection.in());
    }

    int status() {
        return head.status();
    }

    /** Whether it is one of 2xx. */
    boolean isSuccess() {
        return head.status() / 100 == 2;
    }

    /** Where it came from, after redirections. */
    URI address() {
        return address;
    }

    Optional<String> header(String name) {
        return head.headers().first(name);
    }

    List<String> headers(String name) {
        return head.headers().all(name);
    }

    InputStream body() {
        return body;
    }

    /** A small body as a whole. */
    byte[] body(int limit, String what) throws IOException {
        byte[] bytes = body.readNBytes(limit + 1);
        if (bytes.length > limit) {
            throw new InvalidImage(what + " is larger than " + limit + " bytes, which is refused");
        }
        return bytes;
    }

    /** The beginning of an error's body, one line. */
    String errorText() {
        return ErrorBody.message(text());
    }

    private String text() {
        if (text.isEmpty()) {
            try {
                text = Optional.of(new String(body.readNBytes(ERROR_LIMIT), StandardCharsets.UTF_8));
            } catch (IOException e) {
                text = Optional.of("");
            }
        }
        return text.get();
    }

    /** Whether this is what servers of TLS say to plain HTTP: Go's and nginx's words. */
    boolean wantsTls() {
        return text().contains("HTTP request to an HTTPS server")
                || text().contains("HTTP request was sent to HTTPS port");
    }

    /** Gives up on a body that was not read; also from another thread. */
    void abort() {
        transport.drop(connection);
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            // little may be left: read it, so that the connection can be used again
            boolean framed = head.headers().first("Content-Length").isPresent() || body != connection.in();
            if (framed && !head.headers().has("Connection", "close") && Body.drain(body, ERROR_LIMIT)) {
                transport.keep(connection);
            } else {
                transport.drop(connection);
            }
        } catch (IOException e) {
            transport.drop(connection);
        }
    }
}
