package dev.berth.image.registry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A real proxy for plain HTTP and for CONNECT, one request a connection, that leads every name to one address of
 * loopback: names that do not exist stand for registries elsewhere, which no test can reach.
 */
final class SmallProxy implements AutoCloseable {

    final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    final List<String> heads = Collections.synchronizedList(new ArrayList<>());
    volatile String refusal = "";
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final InetSocketAddress target;

    SmallProxy(String target) throws IOException {
        URI address = URI.create("http://" + target);
        this.target = new InetSocketAddress(address.getHost(), address.getPort());
        background(() -> {
            while (true) {
                Socket client = server.accept();
                background(() -> serve(client));
            }
        });
    }

    /** As it stands in a configuration. */
    String address() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    private void serve(Socket client) throws IOException {
        try (client; Socket there = new Socket()) {
            String head = head(client.getInputStream());
            heads.add(head);
            String line = head.substring(0, head.indexOf('\r'));
            requests.add(line.substring(0, line.lastIndexOf(' ')));
            OutputStream back = client.getOutputStream();
            if (!refusal.isEmpty()) {
                back.write(("HTTP/1.1 " + refusal + "\r\nContent-Length: 0\r\n\r\n").getBytes(StandardCharsets.UTF_8));
                return;
            }
            there.connect(target);
            if (line.startsWith("CONNECT ")) {
                back.write("HTTP/1.1 200 Connection established\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            } else {
                URI whole = URI.create(line.split(" ")[1]);
                String path = whole.getRawPath() + (whole.getRawQuery() == null ? "" : "?" + whole.getRawQuery());
                there.getOutputStream().write(head.replace(line, line.split(" ")[0] + ' ' + path + " HTTP/1.1")
                        .replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            }
            background(() -> client.getInputStream().transferTo(there.getOutputStream()));
            there.getInputStream().transferTo(back);
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("the client left");
            }
            head.write(b);
        }
        return head.toString(StandardCharsets.US_ASCII);
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void background(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // one side is gone, which ends the exchange
                Thread.currentThread().interrupt();
            }
        }, "small-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
