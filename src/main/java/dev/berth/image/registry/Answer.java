package dev.berth.image.registry;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A registry's answer. Close it: then its connection can be used again. */
final class Answer implements AutoCloseable {

    private static final int ERROR_LIMIT = 16 * 1024;

    private final HttpURLConnection connection;
    private final URI address;
    private final int status;

    Answer(HttpURLConnection connection, URI address) throws IOException {
        this.connection = connection;
        this.address = address;
        this.status = connection.getResponseCode();
        if (status < 0) {
            throw new IOException("no HTTP answer");
        }
    }

    int status() {
        return status;
    }

    /** Whether it is one of 2xx. */
    boolean isSuccess() {
        return status / 100 == 2;
    }

    /** Where it came from, after redirections. */
    URI address() {
        return address;
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(connection.getHeaderField(name));
    }

    List<String> headers(String name) {
        for (Map.Entry<String, List<String>> field : connection.getHeaderFields().entrySet()) {
            if (name.equalsIgnoreCase(field.getKey())) {
                return field.getValue();
            }
        }
        return List.of();
    }

    InputStream body() throws IOException {
        return connection.getInputStream();
    }

    /** A small body as a whole. */
    byte[] body(int limit, String what) throws IOException {
        byte[] bytes = body().readNBytes(limit + 1);
        if (bytes.length > limit) {
            throw new dev.berth.image.InvalidImage(what + " is larger than " + limit + " bytes, which is refused");
        }
        return bytes;
    }

    /** The beginning of an error's body, one line. */
    String errorText() {
        try (InputStream in = connection.getErrorStream()) {
            if (in == null) {
                return "";
            }
            String text = new String(in.readNBytes(ERROR_LIMIT), StandardCharsets.UTF_8);
            return ErrorBody.message(text);
        } catch (IOException e) {
            return "";
        }
    }

    /** Gives up on a body that was not read. */
    void abort() {
        connection.disconnect();
    }

    @Override
    public void close() {
        try (InputStream in = status >= 400 ? connection.getErrorStream() : connection.getInputStream()) {
            // little may be left: read it, so that the connection can be used again
            if (in != null && in.readNBytes(ERROR_LIMIT).length == ERROR_LIMIT) {
                connection.disconnect();
            }
        } catch (IOException e) {
            connection.disconnect();
        }
    }
}
