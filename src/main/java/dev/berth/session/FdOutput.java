package dev.berth.session;

import dev.berth.kernel.Fd;
import dev.berth.kernel.KernelException;
import dev.berth.kernel.Scratch;
import dev.berth.kernel.Termios;
import dev.berth.terminal.Printable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A session's standard output or error. Not buffered: each write is one or a few write(2) calls. While the client is
 * stopped a write waits.
 */
public final class FdOutput extends OutputStream {

    private static final int CHUNK = 16 * 1024;

    private final SharedFd fd;
    private final Gate gate;
    private final boolean terminal;
    private volatile boolean hungUp;

    FdOutput(Fd fd, boolean keep, Gate gate) {
        this.fd = new SharedFd(fd, keep);
        this.gate = gate;
        this.terminal = Termios.isTerminal(fd.number());
    }

    /** Whether it is a terminal. */
    public boolean isTerminal() {
        return terminal;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    /**
     * Writes all of the bytes.
     *
     * @throws HangUpException if nobody can read them any more: the client or its terminal is gone, or the reader of
     *     the pipe
     * @throws IOException if the kernel refuses for another reason
     */
    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length == 0) {
            return;
        }
        try (Scratch s = Scratch.open()) {
            long memory = s.allocate(Math.min(length, CHUNK));
            int done = 0;
            while (done < length) {
                int size = Math.min(length - done, CHUNK);
                Scratch.putBytes(memory, bytes, offset + done, size);
                writeChunk(memory, size);
                done += size;
            }
        }
    }

    private void writeChunk(long memory, int size) throws IOException {
        int done = 0;
        while (done < size) {
            gate.pass();
            if (hungUp || !fd.enter()) {
                throw new HangUpException(HangUpException.Kind.TERMINAL);
            }
            try {
                done += fd.fd().write(memory + done, size - done);
            } catch (KernelException e) {
                throw HangUpException.orSame(e);
            } finally {
                fd.leave();
            }
        }
    }

    /**
     * Writes text in UTF-8. What is in it may come from anybody: on a terminal it is only to be looked at.
     *
     * @param text what to write; lines and tabs
     * @throws IOException as {@link #write(byte[], int, int)}
     */
    public void print(String text) throws IOException {
        draw(shown(text));
    }

    /**
     * Writes text with control sequences, which are Berth's or the user's own.
     *
     * @param text what to write; what comes from anybody else in it is {@link #shown}
     * @throws IOException as {@link #write(byte[], int, int)}
     */
    public void draw(String text) throws IOException {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A text as it can be written here: without control sequences on a terminal, as it is elsewhere. */
    public String shown(String text) {
        return terminal ? Printable.lines(text) : text;
    }

    /**
     * Writes text in UTF-8 and a line end, as {@link #print}.
     *
     * @param text what to write
     * @throws IOException as {@link #write(byte[], int, int)}
     */
    public void println(String text) throws IOException {
        print(text + "\n");
    }

    void hangUp() {
        hungUp = true;
    }

    /** Nothing: the session closes its own streams. */
    @Override
    public void close() {
    }

    void closeSession() {
        hungUp = true;
        fd.close();
    }
}
