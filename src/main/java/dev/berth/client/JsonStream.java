package dev.berth.client;

import dev.berth.docker.DockerJson;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/**
 * An answer of JSON values, one a line, that comes bit by bit: events, statistics, progress. Closing it from another
 * thread wakes the reader with an {@code IOException}.
 *
 * @param <T> the record of a line
 */
public final class JsonStream<T> implements Closeable {
    private static final int BUFFER_BYTES = 4096;

    private final Answer answer;
    private final DockerJson json;
    private final Class<T> type;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int position;
    private int limit;

    JsonStream(Answer answer, DockerJson json, Class<T> type) {
        this.answer = answer;
        this.json = json;
        this.type = type;
    }

    /** The next value; waits for it. Nothing at the end. */
    public Optional<T> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        while (true) {
            for (int i = position; i < limit; i++) {
                if (buffer[i] == '\n') {
                    line.write(buffer, position, i - position);
                    position = i + 1;
                    if (!blank(line)) {
                        return Optional.of(parse(line));
                    }
                    line.reset();
                }
            }
            line.write(buffer, position, limit - position);
            position = 0;
            limit = Math.max(answer.body().read(buffer), 0);
            if (limit == 0) {
                return blank(line) ? Optional.empty() : Optional.of(parse(line));
            }
        }
    }

    private static boolean blank(ByteArrayOutputStream line) {
        return line.size() < 2;
    }

    private T parse(ByteArrayOutputStream line) throws IOException {
        try {
            return json.read(type, line.toByteArray());
        } catch (IllegalArgumentException e) {
            throw new IOException("the engine's answer is not understood: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        answer.close();
    }
}
