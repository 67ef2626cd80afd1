package dev.berth.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A session server with a few commands that show what a session gives them; a process of its own in tests. */
public final class StubEngine {

    private StubEngine() {
    }

    /** Serves {@code session.sock} in the directory that is the only argument. */
    public static void main(String[] args) throws Exception {
        try (SessionServer server = new SessionServer(Path.of(args[0]).resolve("session.sock"), StubEngine::run)) {
            Thread.currentThread().join();
        }
    }

    static int run(Session session) throws IOException {
        List<String> arguments = session.arguments();
        return switch (arguments.get(0)) {
            case "exit" -> Integer.parseInt(arguments.get(1));
            case "show" -> show(session);
            case "cat" -> cat(session);
            case "tick" -> tick(session);
            case "raw" -> raw(session);
            default -> throw new IllegalStateException("no such command");
        };
    }

    private static int show(Session session) throws IOException {
        session.out().println(String.join("|", session.arguments()));
        session.out().println(session.directory().toString());
        session.out().println(session.environment().getOrDefault("STUB", "none"));
        session.out().println(session.resolve("a/../b").toString());
        session.err().println("to stderr");
        return 0;
    }

    private static int cat(Session session) throws IOException {
        byte[] bytes = new byte[64 * 1024];
        int n;
        while ((n = session.in().read(bytes, 0, bytes.length)) >= 0) {
            session.out().write(bytes, 0, n);
        }
        session.out().println("<end>");
        return 0;
    }

    private static int tick(Session session) throws IOException {
        for (int i = 0;; i++) {
            session.out().println("tick " + i);
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                return 0;
            }
        }
    }

    /** Full screen and raw: shows each byte, {@code q} ends it, {@code z} suspends it. */
    private static int raw(Session session) throws IOException {
        SessionTerminal terminal = session.terminal().orElseThrow();
        boolean[] resized = {true};
        try (Registration mode = terminal.raw(); Registration resize = terminal.onResize(() -> {
            resized[0] = true;
            terminal.wake();
        })) {
            session.out().draw("\033[?1049h\033[HINSIDE\r\n");
            byte[] bytes = new byte[64];
            while (true) {
                if (resized[0]) {
                    resized[0] = false;
                    session.out().print("size " + terminal.size().rows() + "x" + terminal.size().columns() + "\r\n");
                }
                int n = terminal.read(bytes, 0, bytes.length, -1);
                if (n < 0) {
                    return 9;
                }
                for (int i = 0; i < n; i++) {
                    if (bytes[i] == 'q') {
                        session.out().draw("\033[?1049l");
                        return 7;
                    }
                    if (bytes[i] == 'z') {
                        session.out().draw("\033[?1049l");
                        terminal.suspend();
                        session.out().draw("\033[?1049h\033[HAGAIN\r\n");
                    } else {
                        session.out().write(("key " + bytes[i] + "\r\n").getBytes(StandardCharsets.US_ASCII));
                    }
                }
            }
        }
    }
}
