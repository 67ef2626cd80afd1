package dev.berth.client;

import dev.berth.docker.PathStat;
import dev.berth.http.Query;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;

/** The calls under {@code /containers/{id}/archive}: files as tar archives. Errors as for {@link ContainerCalls}. */
public final class ArchiveCalls {
    private static final String STAT = "X-Docker-Container-Path-Stat";

    private final Transport transport;

    ArchiveCalls(Transport transport) {
        this.transport = transport;
    }

    /**
     * A file of a container that is being read.
     *
     * @param stat what it is
     * @param archive it and all beneath it
     */
    public record Download(PathStat stat, InputStream archive) implements Closeable {
        @Override
        public void close() throws IOException {
            archive.close();
        }
    }

    /** What is at a path. */
    public PathStat stat(String container, String path) throws IOException {
        Answer answer = transport.open(call("HEAD", container, new Query().add("path", path)));
        answer.bytes();
        return stat(answer);
    }

    /** What is at a path, with all beneath it. The caller reads it to its end, or closes it. */
    public Download read(String container, String path) throws IOException {
        Answer answer = transport.open(call("GET", container, new Query().add("path", path)));
        try {
            return new Download(stat(answer), answer.stream());
        } catch (IOException e) {
            answer.close();
            throw e;
        }
    }

    /**
     * Unpacks an archive in a directory.
     *
     * @param path the directory
     * @param archive read to its end, not closed
     * @param toUser whether everything is to belong to the container's user
     */
    public void write(String container, String path, InputStream archive, boolean toUser) throws IOException {
        transport.run(call("PUT", container, new Query().add("path", path).add("noOverwriteDirNonDir", "true")
                .flag("copyUIDGID", toUser)).archive(archive));
    }

    private PathStat stat(Answer answer) throws IOException {
        String text = answer.head().headers().first(STAT)
                .orElseThrow(() -> new IOException("the engine does not tell what it sends: " + STAT + " is missing"));
        try {
            return transport.json().read(PathStat.class, Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            throw new IOException("the engine's answer is not understood: " + STAT + ": " + e.getMessage(), e);
        }
    }

    private static Call call(String method, String container, Query query) {
        return Call.of(method, "/containers/" + Query.encode(container) + "/archive", query);
    }
}
