package dev.berth.http;

import java.io.IOException;
import java.io.OutputStream;

/** A body in chunks: every write is one chunk, every flush reaches the other side, {@link #close} ends the body. */
public final class ChunkedOutput extends OutputStream {
    private final ChannelOutput out;
    private boolean ended;

    /** A body on a connection whose head has been written. */
    public ChunkedOutput(ChannelOutput out) {
        this.out = out;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        if (length == 0) {
            return;
        }
        out.ascii(Integer.toHexString(length));
        out.ascii("\r\n");
        out.write(source, offset, length);
        out.ascii("\r\n");
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    /** Ends the body and flushes; the connection stays open. */
    @Override
    public void close() throws IOException {
        if (!ended) {
            ended = true;
            out.ascii("0\r\n\r\n");
            out.flush();
        }
    }
}
