package dev.berth.image.registry;

import com.sun.net.httpserver.HttpExchange;
import dev.berth.image.manifest.MediaTypes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.provider.Arguments;

/** What a {@link FakeRegistry} may answer in place of the truth. Each answers true: that was the answer. */
final class Lies {

    private Lies() {
    }

    static Arguments lie(String what, FakeRegistry.Bend bend) {
        return Arguments.of(what, bend);
    }

    static boolean isLayer(HttpExchange exchange, FakeRegistry registry) {
        return exchange.getRequestURI().getPath().endsWith(registry.layer.toString());
    }

    static boolean index(HttpExchange e, String type, String digest, int size) throws IOException {
        e.getResponseHeaders().set("Content-Type", MediaTypes.OCI_INDEX);
        return send(e, 200, ("{\"schemaVersion\":2,\"mediaType\":\"" + MediaTypes.OCI_INDEX
                + "\",\"manifests\":[{\"mediaType\":\"" + type + "\",\"digest\":\"" + digest + "\",\"size\":" + size
                + "}]}").getBytes(StandardCharsets.UTF_8));
    }

    /** Leads to a server that answers these headers and nothing else. */
    static boolean raw(HttpExchange e, String headers) throws IOException {
        ServerSocket server = new ServerSocket(0, 9, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(() -> {
            try (server; Socket socket = server.accept()) {
                socket.getInputStream().read(new byte[4096]);
                socket.getOutputStream().write(("HTTP/1.1 200 OK\r\n" + headers + "\r\n").getBytes(
                        StandardCharsets.ISO_8859_1));
            } catch (IOException refused) {
                // the client had enough
                return;
            }
        });
        thread.setDaemon(true);
        thread.start();
        return redirect(e, "http://127.0.0.1:" + server.getLocalPort() + "/x");
    }

    /** Leads to a server that says for ever that it will answer soon. */
    static boolean inBetween(HttpExchange e) throws IOException {
        ServerSocket server = new ServerSocket(0, 9, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(() -> {
            while (true) {
                try (Socket socket = server.accept()) {
                    socket.getInputStream().read(new byte[4096]);
                    while (true) {
                        socket.getOutputStream().write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(
                                StandardCharsets.ISO_8859_1));
                    }
                } catch (IOException refused) {
                    // the client had enough, and may come again
                    continue;
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
        return redirect(e, "http://127.0.0.1:" + server.getLocalPort() + "/x");
    }

    static boolean isManifest(HttpExchange exchange) {
        return exchange.getRequestURI().getPath().contains("/manifests/");
    }

    static byte[] layer(FakeRegistry registry) {
        return registry.blobs.get(registry.layer.toString());
    }

    static byte[] changed(byte[] bytes) {
        byte[] result = bytes.clone();
        result[600] ^= 1;
        return result;
    }

    static boolean send(HttpExchange exchange, int status, byte[] body) throws IOException {
        FakeRegistry.send(exchange, status, body);
        return true;
    }

    static boolean manifest(HttpExchange exchange, String text) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", MediaTypes.OCI_MANIFEST);
        return send(exchange, 200, text.getBytes(StandardCharsets.UTF_8));
    }

    static boolean redirect(HttpExchange exchange, String target) throws IOException {
        exchange.getResponseHeaders().set("Location", target);
        return send(exchange, 307, new byte[0]);
    }

    static boolean challenge(HttpExchange exchange, String challenge) throws IOException {
        exchange.getResponseHeaders().set("WWW-Authenticate", challenge);
        return send(exchange, 401, new byte[0]);
    }

    static boolean endless(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", MediaTypes.OCI_MANIFEST);
        exchange.sendResponseHeaders(200, 0);
        byte[] junk = new byte[65536];
        try {
            for (int i = 0; i < 16_384; i++) {
                exchange.getResponseBody().write(junk);
            }
        } catch (IOException e) {
            // the client had enough: what is wanted
            return true;
        }
        throw new AssertionError("the client read a gibibyte");
    }
}
