package dev.berth.client;

import dev.berth.http.HttpConnection;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/**
 * Input and output of a container or exec session. One thread reads, another may write. Closing it leaves the container
 * running and wakes the reader with an {@code IOException}.
 */
public final class HijackedStream implements Closeable {
    private final HttpConnection connection;
    private final FrameInput frames;

    HijackedStream(HttpConnection connection, FrameInput frames) {
        this.connection = connection;
        this.frames = frames;
    }

    /** The next piece of output; waits for it. Nothing at the end. */
    public Optional<OutputFrame> next() throws IOException {
        return frames.next();
    }

    /** Sends input at once. */
    public void write(byte[] source, int offset, int length) throws IOException {
        connection.out().write(source, offset, length);
        connection.out().flush();
    }

    /** Ends the input; output goes on. */
    public void closeInput() throws IOException {
        connection.shutdownOutput();
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
