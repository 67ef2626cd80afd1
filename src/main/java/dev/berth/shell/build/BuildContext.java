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
 * @param dockerfileText its text, where it is known here; for messages
 */
public record BuildContext(InputStream archive, String dockerfile, Optional<String> dockerfileText)
        implements Closeable {
    @Override
    public void close() throws IOException {
        archive.close();
    }
}
