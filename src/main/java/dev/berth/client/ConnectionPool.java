package dev.berth.client;

import dev.berth.http.HttpConnection;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;

/** Connections to a socket that wait for their next request. */
final class ConnectionPool implements Closeable {
    /** More are closed: each costs the engine a thread. */
    private static final int MOST_IDLE = 2;

    private final Path socket;
    private final ArrayDeque<HttpConnection> idle = new ArrayDeque<>();
    private boolean closed;

    ConnectionPool(Path socket) {
        this.socket = socket;
    }

    /** A connection that was used before, or null when there is none. */
    HttpConnection reuse() {
        synchronized (idle) {
            return idle.pollLast();
        }
    }

    /** A new connection. */
    HttpConnection connect() throws IOException {
        try {
            return HttpConnection.connect(socket);
        } catch (IOException e) {
            throw new UnreachableException(socket, e);
        }
    }

    /** Takes a connection back whose last answer has been read to its end. */
    void release(HttpConnection connection) throws IOException {
        synchronized (idle) {
            if (!closed && idle.size() < MOST_IDLE) {
                idle.addLast(connection);
                return;
            }
        }
        connection.close();
    }

    @Override
    public void close() throws IOException {
        synchronized (idle) {
            closed = true;
            while (!idle.isEmpty()) {
                idle.pollLast().close();
            }
        }
    }
}
