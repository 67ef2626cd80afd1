package dev.berth.terminal;

import dev.berth.kernel.WindowSize;
import java.io.IOException;

/**
 * A session's terminal as a full-screen program sees it. One thread reads and writes; {@link #wake} alone may be called
 * by others.
 */
public interface TerminalIo {
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
     * Writes all the bytes.
     *
     * @throws IOException when the terminal is gone or cannot be written
     */
    void write(byte[] bytes, int offset, int length) throws IOException;

    /** Makes a {@link #read} that waits, or the next one, give 0: there is something else to look at. */
    void wake();

    /** The present size. */
    WindowSize size();

    /**
     * Stops the program as Ctrl-Z does, with the line settings that the user's shell had, and returns in raw mode when
     * it has been continued.
     *
     * @throws IOException when the terminal is gone
     */
    void suspend() throws IOException;
}
