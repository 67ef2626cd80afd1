package dev.berth.image.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.berth.image.Digest;
import dev.berth.image.store.Hashing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A registry in this JVM that takes uploads, whose answers a test can bend. */
final class UploadRegistry implements AutoCloseable {

    /** Answers instead: a status, 0 for the registry's own answer, -1 to take half of the body and break off. */
    interface Bend {
        int answer(HttpExchange exchange, int number);
    }

    final Map<String, Integer> blobs = new ConcurrentHashMap<>();
    private final Map<String, ByteArrayOutputStream> uploads = new ConcurrentHashMap<>();
    private final List<String> methods = Collections.synchronizedList(new ArrayList<>());
    private final HttpServer server;
    volatile Bend bend = (exchange, number) -> 0;
    volatile String user = "";
    volatile String uploadsAt = "";
    volatile int authorized;

    UploadRegistry() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::handle);
        server.start();
    }

    String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** How many requests of a method there were. */
    long requests(String method) {
        return methods.stream().filter(method::equals).count();
    }

    @Override
    public void close() {
        server.stop(0);
        ((ExecutorService) server.getExecutor()).shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            methods.add(exchange.getRequestMethod());
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            authorized += authorization == null ? 0 : 1;
            if (!user.isEmpty() && !("Basic " + Base64.getEncoder().encodeToString(
                    user.getBytes(StandardCharsets.UTF_8))).equals(authorization)) {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"x\"");
                FakeRegistry.send(exchange, 401, new byte[0]);
                return;
            }
            int status = bend.answer(exchange, (int) requests(exchange.getRequestMethod()));
            if (status > 0) {
                exchange.getRequestBody().readAllBytes();
                FakeRegistry.send(exchange, status, new byte[0]);
            } else {
                answer(exchange, status < 0);
            }
        }
    }

    private void answer(HttpExchange exchange, boolean half) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String method = exchange.getRequestMethod();
        if (method.equals("POST")) {
            String id = "u" + uploads.size();
            uploads.put(id, new ByteArrayOutputStream());
            exchange.getResponseHeaders().set("Location", (uploadsAt.isEmpty() ? "" : "http://" + uploadsAt)
                    + "/v2/a/blobs/uploads/" + id + "?state=x");
            FakeRegistry.send(exchange, 202, new byte[0]);
        } else if (path.contains("/uploads/")) {
            upload(exchange, path.substring(path.lastIndexOf('/') + 1), half);
        } else if (method.equals("PUT")) {
            exchange.getRequestBody().readAllBytes();
            FakeRegistry.send(exchange, 201, new byte[0]);
        } else {
            FakeRegistry.send(exchange, 404, new byte[0]);
        }
    }

    private void upload(HttpExchange exchange, String id, boolean half) throws IOException {
        ByteArrayOutputStream upload = uploads.computeIfAbsent(id, key -> new ByteArrayOutputStream());
        if (half) {
            upload.write(exchange.getRequestBody().readNBytes(5_000_000));
            throw new IOException("broken off");
        }
        String range = exchange.getRequestHeaders().getFirst("Content-Range");
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (range != null && !range.startsWith(upload.size() + "-")) {
            FakeRegistry.send(exchange, 416, new byte[0]);
            return;
        }
        upload.write(body);
        String query = exchange.getRequestURI().getQuery();
        exchange.getResponseHeaders().set("Location", exchange.getRequestURI().getPath() + "?state=" + upload.size());
        exchange.getResponseHeaders().set("Range", "0-" + Math.max(0, upload.size() - 1));
        if (!exchange.getRequestMethod().equals("PUT")) {
            FakeRegistry.send(exchange, exchange.getRequestMethod().equals("GET") ? 204 : 202, new byte[0]);
            return;
        }
        Digest digest = Hashing.digest(upload.toByteArray());
        boolean right = query.contains("digest=" + digest);
        if (right) {
            blobs.put(digest.toString(), upload.size());
        }
        FakeRegistry.send(exchange, right ? 201 : 400, new byte[0]);
    }
}
