package dev.berth.terminal;

import java.io.IOException;
import java.util.Optional;

/**
 * A session's terminal as bytes: what the file descriptors 0 and 1 of a client can do. One thread reads and writes;
 * {@link #wake} alone may be called by others.
 */
public interface TerminalIo extends AutoCloseable {
    /** What {@link #read} gives when the terminal or its client is gone. */
    int HANG_UP = -1;

    /**
     * Waits for input and reads what is there.
     *
     * @param timeoutMillis how long to wait; negative waits without end
     * @return the number of bytes; 0 after the time-out or a {@link #wake}; {@link #HANG_UP}
     * @throws IOException when the terminal cannot be read for another reason
     */
    int read(byte[] buffer, int offset, int length, long timeoutMillis) throws IOException;

    /**
     * Writes all the bytes, in one system call if the terminal takes them.
     *
     * @throws IOException when the terminal is gone or cannot be written
     */
    void write(byte[] bytes, int offset, int length) throws IOException;

    /** Makes a {@link #read} that waits, or the next one, give 0: there is something else to look at. */
    void wake();

    /** The present size; a terminal that does not know it has {@link WindowSize#USUAL}. */
    WindowSize size();

    /** The line settings; nothing when the input is no terminal or is gone. */
    Optional<TerminalAttributes> attributes();

    /**
     * Sets the line settings.
     *
     * @throws IOException when the terminal is gone
     */
    void attributes(TerminalAttributes attributes) throws IOException;

    /** Lets go of what was needed for waiting; the terminal's descriptors stay open. */
    @Override
    void close();
}
