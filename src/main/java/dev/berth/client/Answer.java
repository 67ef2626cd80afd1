package dev.berth.client;

import dev.berth.http.Body;
import dev.berth.http.HttpConnection;
import dev.berth.http.ResponseHead;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** An answer whose body is still to be read. */
final class Answer implements Closeable {
    /** A rest of this size is read so that the connection can be kept; more is not worth it. */
    private static final int REST_BYTES = 4096;

    private final ConnectionPool pool;
    private final HttpConnection connection;
    private final ResponseHead head;
    private final InputStream body;
    /** Whether the request had an archive: an engine that refuses it does not read on, and ends the connection. */
    private final boolean archived;

    Answer(ConnectionPool pool, HttpConnection connection, Call call, ResponseHead head) throws IOException {
        this.pool = pool;
        this.connection = connection;
        this.head = head;
        this.archived = call.archive().isPresent();
        this.body = Body.ofResponse(call.method(), head, connection.in());
    }

    ResponseHead head() {
        return head;
    }

    InputStream body() {
        return body;
    }

    /** The whole body; gives the connection back. */
    byte[] bytes() throws IOException {
        try {
            byte[] bytes = body.readAllBytes();
            finish();
            return bytes;
        } catch (IOException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** Passes over what is left of the body and gives the connection back. */
    void finish() throws IOException {
        boolean bounded = body != connection.in();
        if (bounded && !archived && !head.headers().has("Connection", "close") && Body.drain(body, REST_BYTES)) {
            pool.release(connection);
        } else {
            connection.close();
        }
    }

    /** The body for a caller who reads it to its end, or closes it, which ends the answer. */
    InputStream stream() {
        return new FilterInputStream(body) {
            @Override
            public void close() throws IOException {
                Answer.this.close();
            }
        };
    }

    /** The bare connection, for an upgrade. */
    HttpConnection connection() {
        return connection;
    }

    /** Ends the answer wherever it is; wakes a blocked reader. */
    @Override
    public void close() throws IOException {
        connection.close();
    }
}
