package dev.berth.engine;

import java.io.IOException;
import java.util.Optional;

/** Output that is read chunk by chunk, by one thread. */
public interface Output extends AutoCloseable {

    /**
     * The next chunk; waits for it if the output is followed.
     *
     * @return the chunk, or nothing at the end
     * @throws IOException if the log cannot be read
     * @throws InterruptedException if the thread was interrupted, or another one called {@link #close}
     */
    Optional<LogChunk> next() throws IOException, InterruptedException;

    /** Ends it; may be called from another thread. */
    @Override
    void close();
}
