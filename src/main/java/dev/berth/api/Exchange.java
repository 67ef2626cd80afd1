package dev.berth.api;

import dev.berth.docker.DockerJson;
import dev.berth.docker.ErrorBody;
import dev.berth.http.Body;
import dev.berth.http.ChunkedOutput;
import dev.berth.http.Headers;
import dev.berth.http.HttpConnection;
import dev.berth.http.Query;
import dev.berth.http.RequestHead;
import dev.berth.http.ResponseHead;
import dev.berth.terminal.Printable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/** A request and where its answer goes. Belongs to the connection's thread. */
final class Exchange {
    /** Largest JSON body: a create request with a seccomp profile inside is some 30 kB. */
    private static final int MOST_JSON_BYTES = 4 << 20;
    /** What is left of a request's body is read up to this size, so that the connection can be used again. */
    private static final int REST_BYTES = 64 * 1024;

    private final HttpConnection connection;
    private final RequestHead request;
    private final DockerJson json;
    private final Executor threads;
    private final String server;
    private final InputStream body;
    private final String path;
    private Query query = new Query();
    private int version;
    private List<String> parameters = List.of();
    private boolean answered;
    private boolean last;

    Exchange(HttpConnection connection, RequestHead request, ApiContext context) throws IOException {
        this.connection = connection;
        this.request = request;
        this.json = context.json();
        this.threads = context.threads();
        this.server = context.version();
        this.body = Body.ofRequest(request, connection.in());
        this.last = !request.keepAlive();
        int mark = request.target().indexOf('?');
        this.path = mark < 0 ? request.target() : request.target().substring(0, mark);
    }

    /** Reads the parameters after the path; till then there are none. */
    void readQuery() throws ApiError {
        int mark = request.target().indexOf('?');
        try {
            query = mark < 0 ? new Query() : Query.parse(request.target().substring(mark + 1));
        } catch (IllegalArgumentException e) {
            throw ApiError.badParameter(e.getMessage());
        }
    }

    /** Whether the client waits for a word before it sends the body. */
    boolean expectsContinue() {
        return request.headers().has("Expect", "100-continue");
    }

    String method() {
        return request.method();
    }

    /** What it came over, to know the client again. */
    HttpConnection connection() {
        return connection;
    }

    /** The path as it was sent, with the version. */
    String path() {
        return path;
    }

    /** The minor API version of the request. */
    int version() {
        return version;
    }

    void version(int minor) {
        version = minor;
    }

    void parameters(List<String> values) {
        parameters = values;
    }

    /** A parameter of the path, counted from 0. */
    String parameter(int index) {
        return parameters.get(index);
    }

    Query query() {
        return query;
    }

    Optional<String> header(String name) {
        return request.headers().first(name);
    }

    /** All values of a header that may be sent several times, in order. */
    List<String> headers(String name) {
        return request.headers().all(name);
    }

    DockerJson json() {
        return json;
    }

    /** Runs what must go on beside the connection's own thread. */
    Executor threads() {
        return threads;
    }

    /** The request's body as a stream. */
    InputStream body() {
        return body;
    }

    /** The request's body as JSON text; without a body {@code {}}. */
    byte[] bodyBytes() throws IOException, ApiError {
        byte[] bytes = body.readNBytes(MOST_JSON_BYTES + 1);
        if (bytes.length > MOST_JSON_BYTES) {
            throw new ApiError(413, "the request's JSON body is larger than 4 MiB");
        }
        if (bytes.length == 0) {
            return new byte[] {'{', '}'};
        }
        String type = header("Content-Type").orElse("");
        if (!type.isEmpty() && !type.startsWith("application/json") && !type.startsWith("text/json")) {
            throw ApiError.badParameter("unsupported Content-Type header (" + type + "): must be 'application/json'");
        }
        return bytes;
    }

    /** The request's body as a record; without a body one that says nothing. */
    <T> T body(Class<T> type) throws IOException, ApiError {
        byte[] bytes = bodyBytes();
        try {
            return json.read(type, bytes);
        } catch (IllegalArgumentException e) {
            throw ApiError.badParameter("invalid JSON: " + e.getMessage());
        }
    }

    /** Whether an answer has begun. */
    boolean answered() {
        return answered;
    }

    /** Whether the connection ends with this answer. */
    boolean last() {
        return last;
    }

    /** Reads what is left of the request; false when that is too much. */
    boolean finishRequest() throws IOException {
        return Body.drain(body, REST_BYTES);
    }

    /** Answers a record. */
    void answer(int status, Object value) throws IOException {
        answerJson(status, json.write(value));
    }

    /** Answers a list of records. */
    <T> void answer(Class<T> type, List<T> values) throws IOException {
        answerJson(200, json.writeList(type, values));
    }

    /** Answers JSON text, with the line's end that Docker writes. */
    void answerJson(int status, byte[] text) throws IOException {
        Headers headers = headers().add("Content-Type", "application/json")
                .add("Content-Length", Integer.toString(text.length + 1));
        begin(status, headers);
        if (!method().equals("HEAD")) {
            connection.out().write(text);
            connection.out().write('\n');
        }
        connection.out().flush();
    }

    /** Answers text. */
    void answerText(Headers more, String text) throws IOException {
        Headers headers = headers().add("Content-Type", "text/plain; charset=utf-8")
                .add("Content-Length", Integer.toString(method().equals("HEAD") ? 0 : text.length()));
        more.copyTo(headers);
        begin(200, headers);
        if (!method().equals("HEAD")) {
            connection.out().write(text.getBytes(StandardCharsets.UTF_8));
        }
        connection.out().flush();
    }

    /** Answers headers alone. */
    void answerEmpty(int status, Headers more) throws IOException {
        Headers headers = headers();
        more.copyTo(headers);
        if (status != 204 && status != 304) {
            headers.add("Content-Length", "0");
        }
        begin(status, headers);
        connection.out().flush();
    }

    /** Answers that it was done, or that it was so already, with a status alone. */
    void answerEmpty(int status) throws IOException {
        answerEmpty(status, new Headers());
    }

    /** Answers an error in Docker's form. */
    void answerError(int status, String message) throws IOException {
        if (status == 304) {
            answerEmpty(304);
        } else {
            answer(status, new ErrorBody(Printable.lines(message)));
        }
    }

    /** Begins an answer in chunks; its head is on its way when this returns. */
    ChunkedOutput stream(String contentType) throws IOException {
        return stream(contentType, new Headers());
    }

    /** Begins an answer in chunks with further headers. */
    ChunkedOutput stream(String contentType, Headers more) throws IOException {
        Headers headers = headers().add("Content-Type", contentType).add("Transfer-Encoding", "chunked");
        more.copyTo(headers);
        begin(200, headers);
        connection.out().flush();
        return new ChunkedOutput(connection.out());
    }

    /**
     * Begins an answer in chunks that may wait long for its content; the connection ends with it.
     *
     * @param gone what to do when the client leaves meanwhile: wakes whoever waits for the content
     */
    ChunkedOutput watchedStream(String contentType, Runnable gone) throws IOException {
        last = true;
        ChunkedOutput out = stream(contentType);
        threads.execute(() -> {
            try {
                while (connection.in().read() >= 0) {
                    // A client has nothing to say here; only the end matters.
                    continue;
                }
            } catch (IOException e) {
                // Closed on this side, or reset: either way nobody listens any more.
            }
            gone.run();
        });
        return out;
    }

    /**
     * Interrupts this thread when the client leaves before the work is done, so that work for nobody ends; the
     * connection ends with this answer.
     *
     * @return to be closed when the work is done, in this thread
     */
    ClientWatch interruptedWhenGone() {
        last = true;
        ClientWatch watch = new ClientWatch(Thread.currentThread());
        threads.execute(() -> {
            try {
                while (connection.in().read() >= 0) {
                    // A client has nothing to say here; only the end matters.
                    continue;
                }
            } catch (IOException e) {
                // Closed on this side, or reset: either way nobody listens any more.
            }
            watch.gone();
        });
        return watch;
    }

    /**
     * Ends HTTP on this connection and hands over its bare streams: with 101 if the client asked for an upgrade, which
     * docker's Go client from 28 on insists on, else with 200.
     */
    HttpConnection hijack(String contentType) throws IOException {
        last = true;
        answered = true;
        if (request.headers().has("Connection", "Upgrade")) {
            new ResponseHead(101, "UPGRADED", new Headers().add("Content-Type", contentType)
                    .add("Connection", "Upgrade").add("Upgrade", "tcp")).write(connection.out());
        } else {
            new ResponseHead(200, "OK", new Headers().add("Content-Type", contentType)).write(connection.out());
        }
        connection.out().flush();
        return connection;
    }

    private Headers headers() {
        // Docker's Go client takes the operating system from the parentheses of Server.
        Headers headers = new Headers().add("Api-Version", ApiVersions.NEWEST_TEXT)
                .add("Docker-Experimental", "false").add("Ostype", "linux")
                .add("Server", "Docker/" + SystemRoutes.DOCKER_RELEASE + " (linux)").add("Berth-Version", server);
        return last ? headers.add("Connection", "close") : headers;
    }

    private void begin(int status, Headers headers) throws IOException {
        answered = true;
        new ResponseHead(status, Reasons.of(status), headers).write(connection.out());
    }
}
