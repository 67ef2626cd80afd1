package dev.berth.shell.build;

import dev.berth.shell.CommandException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URL;

/** What an HTTP server has under a URL as a context: an archive, or a Dockerfile alone. */
final class UrlSource implements ContextSource {

    private static final int TIMEOUT_MILLIS = 30_000;

    private final String url;
    private final String dockerfile;

    UrlSource(String url, String dockerfile) {
        this.url = url;
        this.dockerfile = dockerfile;
    }

    @Override
    public BuildContext open() throws IOException {
        return StreamSource.open(get(url), dockerfile);
    }

    /** What the server has there. */
    static InputStream get(String url) throws IOException {
        try {
            HttpURLConnection connection = (HttpURLConnection) new URL(url).openConnection();
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            int status = connection.getResponseCode();
            if (status >= 300) {
                throw new CommandException("unable to prepare context: failed to GET " + url + " with status "
                        + status);
            }
            return connection.getInputStream();
        } catch (IOException e) {
            throw new CommandException("unable to prepare context: unable to download remote context " + url + ": "
                    + (e.getMessage() == null ? e : e.getMessage()));
        }
    }

    @Override
    public void awaitChange(ChangeNotice notice) {
        throw new CommandException("a URL cannot be watched: give --watch a directory or a git URL");
    }

    @Override
    public void close() {
    }
}
