package dev.berth.client;

import dev.berth.docker.DockerJson;
import dev.berth.docker.ErrorBody;
import dev.berth.http.ChunkedOutput;
import dev.berth.http.Headers;
import dev.berth.http.HttpConnection;
import dev.berth.http.Query;
import dev.berth.http.RequestHead;
import dev.berth.http.ResponseHead;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Sends calls and turns refusals into {@link ApiException}; agrees on an API version with the first call. */
final class Transport implements Closeable {
    private static final int COPY_BYTES = 64 * 1024;

    private final ConnectionPool pool;
    private final DockerJson json;
    private volatile ApiVersion version;

    Transport(Path socket, DockerJson json) {
        this.pool = new ConnectionPool(socket);
        this.json = json;
    }

    DockerJson json() {
        return json;
    }

    /** The version that calls are made with; asks the engine once. */
    ApiVersion version() throws IOException {
        ApiVersion agreed = version;
        if (agreed == null) {
            Answer answer = send(Call.get("/_ping", new Query()), "");
            ApiVersion offered = answer.head().headers().first("Api-Version").map(ApiVersion::parse)
                    .orElse(ApiVersion.OLDEST);
            answer.bytes();
            agreed = offered.compareTo(ApiVersion.NEWEST) < 0 ? offered : ApiVersion.NEWEST;
            version = agreed;
        }
        return agreed;
    }

    /** Sends a call; the answer is below 400 and its body still to be read. */
    Answer open(Call call) throws IOException {
        Answer answer = send(call, "/v" + version());
        if (answer.head().status() >= 400) {
            throw refusal(call, answer);
        }
        return answer;
    }

    /** Sends a call without a version, as {@code /_ping} wants it. */
    Answer openBare(Call call) throws IOException {
        Answer answer = send(call, "");
        if (answer.head().status() >= 400) {
            throw refusal(call, answer);
        }
        return answer;
    }

    /** Sends a call and reads its whole answer. */
    byte[] bytes(Call call) throws IOException {
        return open(call).bytes();
    }

    /** Sends a call and reads its answer as a record. */
    <T> T read(Class<T> type, Call call) throws IOException {
        return parse(() -> json.read(type, bytes(call)));
    }

    /** Sends a call and reads its answer as a list of records. */
    <T> List<T> readList(Class<T> type, Call call) throws IOException {
        return parse(() -> json.readList(type, bytes(call)));
    }

    /** Sends a call that answers nothing; false when it changed nothing (304). */
    boolean run(Call call) throws IOException {
        Answer answer = open(call);
        answer.bytes();
        return answer.head().status() != 304;
    }

    /** Sends a call that answers a stream of JSON values. */
    <T> JsonStream<T> stream(Class<T> type, Call call) throws IOException {
        return new JsonStream<>(open(call), json, type);
    }

    /**
     * Sends a call that turns the connection into a bare stream.
     *
     * @param tty whether the stream is a terminal's, for servers whose answer does not tell
     */
    HijackedStream hijack(Call call, boolean tty) throws IOException {
        call.headers().add("Connection", "Upgrade").add("Upgrade", "tcp");
        Answer answer = open(call);
        return new HijackedStream(answer.connection(), FrameInput.framed(answer, version(), tty));
    }

    @Override
    public void close() throws IOException {
        pool.close();
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    private static <T> T parse(Reading<T> reading) throws IOException {
        try {
            return reading.read();
        } catch (IllegalArgumentException e) {
            throw new IOException("the engine's answer is not understood: " + e.getMessage(), e);
        }
    }

    private Answer send(Call call, String prefix) throws IOException {
        // an archive can be sent once only, so not where nobody may read any more
        HttpConnection used = call.archive().isPresent() ? null : pool.reuse();
        if (used != null) {
            boolean written = false;
            try {
                write(call, prefix, used);
                written = true;
                return new Answer(pool, used, call, ResponseHead.read(used.in()));
            } catch (IOException e) {
                used.close();
                // The engine may have closed the connection while it was idle. What may have been acted on is not
                // sent twice.
                if (written && !call.method().equals("GET")) {
                    throw e;
                }
            }
        }
        HttpConnection connection = pool.connect();
        try {
            write(call, prefix, connection);
            return new Answer(pool, connection, call, ResponseHead.read(connection.in()));
        } catch (IOException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private static void write(Call call, String prefix, HttpConnection connection) throws IOException {
        Headers headers = new Headers().add("Host", "berth");
        call.headers().copyTo(headers);
        if (call.json().isPresent()) {
            byte[] body = call.json().get();
            headers.add("Content-Type", "application/json").add("Content-Length", Integer.toString(body.length));
        } else if (call.archive().isPresent()) {
            headers.add("Content-Type", "application/x-tar").add("Transfer-Encoding", "chunked");
        } else if (call.method().equals("POST")) {
            headers.add("Content-Length", "0");
        }
        new RequestHead(call.method(), prefix + call.path() + call.query(), 1, headers).write(connection.out());
        if (call.json().isPresent()) {
            connection.out().write(call.json().get());
        } else if (call.archive().isPresent()) {
            copy(call.archive().get(), new ChunkedOutput(connection.out()));
            return;
        }
        connection.out().flush();
    }

    /** Sends an archive, or as much of it as the other side wants: who refuses it answers and reads no more. */
    private static void copy(InputStream from, ChunkedOutput to) throws IOException {
        byte[] buffer = new byte[COPY_BYTES];
        for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
            try {
                to.write(buffer, 0, count);
            } catch (ClosedChannelException e) {
                throw e;
            } catch (IOException e) {
                System.getLogger(Transport.class.getName()).log(System.Logger.Level.DEBUG,
                        "an archive was not read to its end", e);
                return;
            }
        }
        to.close();
    }

    private ApiException refusal(Call call, Answer answer) throws IOException {
        byte[] body = answer.bytes();
        String message;
        try {
            message = json.read(ErrorBody.class, body).message();
        } catch (IllegalArgumentException e) {
            message = "";
        }
        if (message.isEmpty()) {
            message = new String(body, StandardCharsets.UTF_8).strip();
        }
        if (message.isEmpty()) {
            message = "the engine answered " + answer.head().status() + " to " + call.method() + " " + call.path();
        }
        return new ApiException(answer.head().status(), message);
    }
}
