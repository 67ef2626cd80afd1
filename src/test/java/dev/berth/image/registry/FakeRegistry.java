package dev.berth.image.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.berth.image.Digest;
import dev.berth.image.manifest.MediaTypes;
import dev.berth.image.store.Hashing;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/** A registry in this JVM with one image, whose answers a test can bend. */
final class FakeRegistry implements AutoCloseable {

    /** Answers instead of the registry; true if it did. */
    interface Bend {
        boolean answer(HttpExchange exchange, FakeRegistry registry) throws IOException;
    }

    final HttpServer server;
    final Map<String, byte[]> blobs = new HashMap<>();
    final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    final List<String> authorizations = Collections.synchronizedList(new ArrayList<>());
    byte[] manifest = {};
    String manifestType = MediaTypes.OCI_MANIFEST;
    Digest layer;
    volatile Bend bend = (exchange, registry) -> false;

    FakeRegistry() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::handle);
        server.start();
    }

    String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Gives it an image of one plain layer. */
    void image(byte[] layerTar) {
        layer = blob(layerTar);
        byte[] config = ("{\"architecture\":\"amd64\",\"os\":\"linux\",\"config\":{},\"rootfs\":{\"type\":\"layers\","
                + "\"diff_ids\":[\"" + layer + "\"]}}").getBytes(StandardCharsets.UTF_8);
        Digest configDigest = blob(config);
        manifest = (
                "{\"schemaVersion\":2,\"mediaType\":\"" + MediaTypes.OCI_MANIFEST + "\",\"config\":{\"mediaType\":\""
                + MediaTypes.OCI_CONFIG + "\",\"digest\":\"" + configDigest + "\",\"size\":" + config.length
                + "},\"layers\":[{\"mediaType\":\"" + MediaTypes.OCI_LAYER + "\",\"digest\":\"" + layer + "\",\"size\":"
                + layerTar.length + "}]}").getBytes(StandardCharsets.UTF_8);
    }

    Digest blob(byte[] bytes) {
        Digest digest = Hashing.digest(bytes);
        blobs.put(digest.toString(), bytes);
        return digest;
    }

    @Override
    public void close() {
        server.stop(0);
        ((java.util.concurrent.ExecutorService) server.getExecutor()).shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.add(exchange.getRequestMethod() + ' ' + exchange.getRequestURI());
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            if (authorization != null) {
                authorizations.add(authorization);
            }
            if (!bend.answer(exchange, this)) {
                answer(exchange);
            }
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.contains("/manifests/")) {
            exchange.getResponseHeaders().set("Content-Type", manifestType);
            send(exchange, 200, manifest);
        } else if (path.contains("/blobs/")) {
            byte[] blob = blobs.get(path.substring(path.lastIndexOf('/') + 1));
            String range = exchange.getRequestHeaders().getFirst("Range");
            if (blob == null) {
                send(exchange, 404, new byte[0]);
            } else if (range != null) {
                int from = Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
                send(exchange, 206, java.util.Arrays.copyOfRange(blob, from, blob.length));
            } else {
                send(exchange, 200, blob);
            }
        } else {
            send(exchange, 404, new byte[0]);
        }
    }

    /** Sends a whole answer. */
    static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }

    /** Promises a whole body, sends a part of it and drops the connection. */
    static void cut(HttpExchange exchange, byte[] body, int sent) throws IOException {
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body, 0, sent);
        exchange.getResponseBody().flush();
        throw new IOException("cut");
    }
}
