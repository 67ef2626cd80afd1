package dev.berth.build;

import dev.berth.image.layer.WatchedInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.util.Optional;

/** Files on web servers, which builds and imports fetch. */
public final class WebFile {

    private static final int TIMEOUT_MILLIS = 30_000;
    /** As many as docker's HTTP client follows. */
    private static final int REDIRECTS = 10;
    /** Enough for every tool chain, and an end to what has none. */
    private static final long MOST_BYTES = 64L << 30;

    private WebFile() {
    }

    /**
     * Asks for a file, and follows where the server sends one on.
     *
     * @return the answer, which is a file
     * @throws IOException if there is none
     * @throws IllegalArgumentException if it is no URL
     */
    public static HttpURLConnection open(String url) throws IOException {
        return open(url, Optional.empty());
    }

    /**
     * Asks for a file as somebody.
     *
     * @param authorization the header's value; no other server gets it that one is sent on to
     * @return the answer, which is a file
     * @throws IOException if there is none
     * @throws IllegalArgumentException if it is no URL
     */
    static HttpURLConnection open(String url, Optional<String> authorization) throws IOException {
        URL first = URI.create(url).toURL();
        URL at = first;
        for (int i = 0; i < REDIRECTS; i++) {
            HttpURLConnection connection = (HttpURLConnection) at.openConnection();
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            connection.setInstanceFollowRedirects(false);
            connection.setRequestProperty("User-Agent", "berth");
            if (authorization.isPresent() && at.getProtocol().equals(first.getProtocol())
                    && at.getAuthority().equals(first.getAuthority())) {
                connection.setRequestProperty("Authorization", authorization.get());
            }
            int status = connection.getResponseCode();
            String location = connection.getHeaderField("Location");
            if (status < 300 || status >= 400 || location == null) {
                if (status != 200) {
                    connection.disconnect();
                    throw new IOException("got status code " + status);
                }
                return connection;
            }
            connection.disconnect();
            at = new URL(at, location);
            if (!at.getProtocol().equals("http") && !at.getProtocol().equals("https")) {
                throw new IOException("it is redirected to " + location);
            }
        }
        throw new IOException("stopped after " + REDIRECTS + " redirects");
    }

    /**
     * A file's content, which fails to be read if it ends too early, has no end, or the reading thread is interrupted.
     *
     * @param in the content
     * @param announced how many bytes it has; negative if the server has not said
     */
    public static InputStream whole(InputStream in, long announced) {
        return new WatchedInput(in) {
            private long size;

            @Override
            protected void taken(byte[] buffer, int offset, int count) throws IOException {
                size += Math.max(count, 0);
                if (count < 0 && announced >= 0 && announced != size) {
                    throw new IOException("it ended after " + size + " of " + announced + " bytes");
                } else if (size > MOST_BYTES) {
                    throw new IOException("it is larger than 64 GiB");
                } else if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedIOException("interrupted");
                }
            }
        };
    }
}
