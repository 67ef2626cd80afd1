package dev.berth.shell.build;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * A context on its way to the engine.
 *
 * @param archive the tar archive, made while it is read
 * @param dockerfile the Dockerfile's path in it
 * @param shown the Dockerfile by the name that the user knows, where its text is known here; for messages
 */
public record BuildContext(InputStream archive, String dockerfile, Optional<DockerfileExcerpt> shown)
        implements Closeable {
    @Override
    public void close() throws IOException {
        archive.close();
    }
}
