package dev.berth.api;

import dev.berth.http.ChunkedOutput;
import dev.berth.terminal.Printable;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The answer to a build, a JSON object a line. It begins with the first line, so that what fails before is answered
 * with a proper status. Steps report from several threads. When the client leaves, the build's thread is interrupted.
 */
final class BuildStream {

    private final Exchange exchange;
    private final Thread builder = Thread.currentThread();
    private Optional<ChunkedOutput> out = Optional.empty();
    private boolean over;
    private volatile boolean gone;

    BuildStream(Exchange exchange) {
        this.exchange = exchange;
    }

    /** Whether a line has been sent. */
    synchronized boolean begun() {
        return out.isPresent();
    }

    /** Whether the client has left. */
    boolean clientGone() {
        return gone;
    }

    /** Sends text as it is. */
    void text(String text) {
        send(Map.of("stream", text));
    }

    /** Sends the image's id. */
    void aux(String id) {
        send(Map.of("aux", Map.of("ID", id)));
    }

    /** Sends the image's id and its manifest's digest, for a client that asks for steps. */
    void aux(String id, String manifest) {
        send(Map.of("aux", Map.of("ID", id, "Digest", manifest)));
    }

    /** Sends why it failed. */
    void error(String why, OptionalInt code) {
        String message = Printable.lines(why);
        Map<String, Object> detail = new LinkedHashMap<>();
        code.ifPresent(value -> detail.put("code", value));
        detail.put("message", message);
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("errorDetail", detail);
        line.put("error", message);
        send(line);
    }

    /** Sends an object. */
    synchronized void send(Map<String, Object> line) {
        if (gone || over) {
            return;
        }
        try {
            if (out.isEmpty()) {
                out = Optional.of(exchange.watchedStream("application/json", this::left));
            }
            byte[] text = exchange.json().write(line);
            byte[] whole = Arrays.copyOf(text, text.length + 2);
            whole[text.length] = '\r';
            whole[text.length + 1] = '\n';
            out.get().write(whole);
            out.get().flush();
        } catch (IOException e) {
            left();
        }
    }

    private synchronized void left() {
        if (!over && !gone) {
            gone = true;
            builder.interrupt();
        }
    }

    /** Ends the stream, which begins now if nothing was sent. */
    synchronized void end() throws IOException {
        over = true;
        // the client may have left when all was done
        Thread.interrupted();
        if (out.isEmpty()) {
            exchange.answerEmpty(200);
        } else if (!gone) {
            out.get().close();
        }
    }
}
