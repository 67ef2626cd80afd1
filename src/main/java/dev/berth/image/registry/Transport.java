package dev.berth.image.registry;

import dev.berth.http.ChunkedOutput;
import dev.berth.http.Headers;
import dev.berth.http.RequestHead;
import dev.berth.http.ResponseHead;
import dev.berth.image.ImageException;
import dev.berth.image.RegistryFailure;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;

/**
 * Sends single requests over connections that it keeps for the next ones. It follows no redirection by itself, so that
 * credentials never go along with one. Decision 5 says why it is not one of the JDK's clients.
 */
final class Transport implements AutoCloseable {

    /** A registry may move a large blob to its place before it answers. */
    private static final int UPLOAD_READ_MILLIS = 300_000;
    private static final String AGENT = "berth/0.1";

    private final Dialler dialler;
    private final int readMillis;
    private final Deque<Connection> idle = new ArrayDeque<>();
    private final Set<Connection> open = new HashSet<>();
    private boolean closed;

    Transport(RegistrySettings settings) {
        this.dialler = new Dialler(settings);
        this.readMillis = Math.toIntExact(settings.patience().toMillis());
    }

    /** What a request sends. It may be asked for more than once. */
    interface Body {
        /** Its length in bytes, -1 if that is not known before. */
        long length();

        /** Writes it. */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Sends a request.
     *
     * @param method for example GET
     * @param address http or https
     * @param name what the configuration calls the registry that the address belongs to
     * @param headers besides {@code Host} and {@code User-Agent}
     * @param body what to send
     * @throws RegistryFailure if there is no connection
     */
    Answer send(String method, URI address, String name, Map<String, String> headers, Optional<Body> body)
            throws IOException {
        if (!"http".equals(address.getScheme()) && !"https".equals(address.getScheme()) || address.getHost() == null) {
            throw new RegistryFailure("refused to go to " + address + ": a registry is reached by http or https only",
                    500);
        }
        try {
            Optional<Connection> kept = kept(Dialler.origin(address));
            while (kept.isPresent()) {
                try {
                    return exchange(kept.get(), method, address, headers, body);
                } catch (SocketTimeoutException e) {
                    drop(kept.get());
                    throw e;
                } catch (IOException e) {
                    // the registry may have closed it while it was idle: the next one, at last a new one
                    drop(kept.get());
                    kept = kept(Dialler.origin(address));
                }
            }
            Connection connection = opened(dialler.connect(address, name));
            boolean done = false;
            try {
                Answer answer = exchange(connection, method, address, headers, body);
                done = true;
                return answer;
            } finally {
                if (!done) {
                    drop(connection);
                }
            }
        } catch (ImageException e) {
            throw e;
        } catch (IOException e) {
            if (isClosed()) {
                throw new InterruptedIOException("stopped");
            }
            throw new RegistryFailure(method + ' ' + shown(address) + ": " + reason(e), e);
        }
    }

    private Answer exchange(Connection connection, String method, URI address, Map<String, String> headers,
            Optional<Body> body) throws IOException {
        connection.patience(body.isPresent() && body.get().length() != 0 ? UPLOAD_READ_MILLIS : readMillis);
        try {
            write(connection, method, address, headers, body);
        } catch (ImageException e) {
            throw e;
        } catch (IOException e) {
            // a refusal may have come before all was sent
            return refusal(connection, method, address, e);
        }
        return new Answer(this, connection, method, address, ResponseHead.read(connection.in()));
    }

    private Answer refusal(Connection connection, String method, URI address, IOException cause) throws IOException {
        try {
            connection.patience(1000);
            ResponseHead head = ResponseHead.read(connection.in());
            if (head.status() < 300) {
                throw cause;
            }
            head.headers().add("Connection", "close");
            return new Answer(this, connection, method, address, head);
        } catch (IOException e) {
            throw cause;
        }
    }

    private void write(Connection connection, String method, URI address, Map<String, String> more,
            Optional<Body> body) throws IOException {
        Headers headers = new Headers().add("Host", address.getPort() < 0 ? address.getHost()
                : address.getHost() + ':' + address.getPort()).add("User-Agent", AGENT);
        more.forEach(headers::add);
        String target = address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        target = address.getRawQuery() == null ? target : target + '?' + address.getRawQuery();
        Optional<URI> proxy = dialler.plainProxy(address);
        if (proxy.isPresent()) {
            target = address.getScheme() + "://" + address.getAuthority() + target;
            Dialler.authorization(proxy.get()).ifPresent(value -> headers.add("Proxy-Authorization", value));
        }
        boolean chunked = body.isPresent() && body.get().length() < 0;
        if (chunked) {
            headers.add("Transfer-Encoding", "chunked");
        } else if (body.isPresent()) {
            headers.add("Content-Length", Long.toString(body.get().length()));
        }
        new RequestHead(method, target, 1, headers).write(connection.out());
        if (chunked) {
            ChunkedOutput out = new ChunkedOutput(connection.out());
            body.get().writeTo(out);
            out.close();
        } else if (body.isPresent()) {
            body.get().writeTo(connection.out());
        }
        connection.out().flush();
    }

    private synchronized Optional<Connection> kept(String origin) {
        for (Connection connection : idle) {
            if (connection.origin().equals(origin)) {
                idle.remove(connection);
                return Optional.of(connection);
            }
        }
        return Optional.empty();
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private synchronized Connection opened(Connection connection) throws IOException {
        if (closed) {
            connection.close();
            throw new InterruptedIOException("stopped");
        }
        open.add(connection);
        return connection;
    }

    /** Closes a connection that is of no further use. */
    void drop(Connection connection) {
        connection.close();
        synchronized (this) {
            open.remove(connection);
        }
    }

    /** Takes a connection back whose answer was read to its end. */
    synchronized void keep(Connection connection) {
        if (closed) {
            connection.close();
        } else {
            idle.addFirst(connection);
        }
    }

    /** Closes all connections, also those that somebody reads from or writes to, who hears an error then. */
    @Override
    public synchronized void close() {
        closed = true;
        open.forEach(Connection::close);
        open.clear();
        idle.clear();
    }

    /** Without the query, which may hold a signature. */
    private static String shown(URI address) {
        return address.getScheme() + "://" + address.getAuthority() + address.getPath();
    }

    private static String reason(IOException e) {
        if (e instanceof SSLException && e.getCause() instanceof CertificateException) {
            return "its certificate is not trusted (" + e.getCause().getMessage() + "); name the file of its authority "
                    + "as \"ca\" of the registry in berth.toml, or put it into " + RegistrySettings.DOCKER_CERTIFICATES
                    + "/HOST:PORT/ca.crt";
        }
        return e instanceof UnknownHostException ? "no such host " + e.getMessage()
                : e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    /** Reads from memory. */
    static Body body(byte[] bytes) {
        return new Body() {
            @Override
            public long length() {
                return bytes.length;
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                out.write(bytes);
            }
        };
    }
}
