package dev.berth.engine;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A connection to the input and output of a container or an exec session. Closing it leaves both running. */
public interface Attachment extends AutoCloseable {

    /** Whether it is a terminal. */
    boolean tty();

    /** Its output. */
    Output output();

    /**
     * Writes to its standard input or terminal; waits while that is full, and until a container that was only created
     * is started.
     *
     * @param bytes what to write
     * @throws IOException if it has ended, its input is closed, or this attachment was closed meanwhile
     * @throws InterruptedException if the thread was interrupted
     */
    void write(ByteBuffer bytes) throws IOException, InterruptedException;

    /**
     * Ends its standard input, unless that is a terminal; waits as {@link #write} does.
     *
     * @throws IOException if the kernel refuses
     * @throws InterruptedException if the thread was interrupted
     */
    void closeInput() throws IOException, InterruptedException;

    /** Tells that the client typed its detach keys, which is not the same as being gone. */
    void detached();

    @Override
    void close();
}
