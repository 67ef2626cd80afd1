package dev.berth.console;

import java.io.IOException;

/** A process's input and output, as an attached terminal needs them. One thread reads, another one does the rest. */
public interface Connection extends AutoCloseable {
    /** Whether the process has a terminal, so that bytes pass as they are. */
    boolean tty();

    /**
     * Waits for output.
     *
     * @return the number of bytes; -1 at the end
     */
    int read(byte[] buffer, int offset, int length) throws IOException;

    /** Passes input on. */
    void write(byte[] bytes, int offset, int length) throws IOException;

    /** Tells the size of the terminal. */
    void resize(int rows, int columns) throws IOException;

    /** Lets go; the process goes on. Ends a {@link #read} that waits. */
    @Override
    void close();
}
