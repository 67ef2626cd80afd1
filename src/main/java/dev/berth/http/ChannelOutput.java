package dev.berth.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** Buffered output to a channel: a head and a small body leave in one write. */
public final class ChannelOutput extends OutputStream {
    private static final int BUFFER_BYTES = 8192;
    private static final int DIRECT_BYTES = 64 * 1024;

    private final WritableByteChannel channel;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int count;

    /** Output to a channel in blocking mode. */
    public ChannelOutput(WritableByteChannel channel) {
        this.channel = channel;
    }

    @Override
    public void write(int value) throws IOException {
        if (count == BUFFER_BYTES) {
            flush();
        }
        buffer[count++] = (byte) value;
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        if (length <= BUFFER_BYTES - count) {
            System.arraycopy(source, offset, buffer, count, length);
            count += length;
            return;
        }
        // Fill up first, so that a frame's header leaves together with the beginning of its content.
        int head = BUFFER_BYTES - count;
        System.arraycopy(source, offset, buffer, count, head);
        count = BUFFER_BYTES;
        flush();
        int rest = length - head;
        if (rest < BUFFER_BYTES) {
            System.arraycopy(source, offset + head, buffer, 0, rest);
            count = rest;
        } else {
            drain(source, offset + head, rest);
        }
    }

    /** Writes text whose characters are all below 256. */
    void ascii(String text) throws IOException {
        for (int i = 0; i < text.length(); i++) {
            write(text.charAt(i));
        }
    }

    @Override
    public void flush() throws IOException {
        int length = count;
        count = 0;
        drain(buffer, 0, length);
    }

    private void drain(byte[] source, int offset, int length) throws IOException {
        int end = offset + length;
        for (int at = offset; at < end;) {
            ByteBuffer part = ByteBuffer.wrap(source, at, Math.min(end - at, DIRECT_BYTES));
            at += channel.write(part);
        }
    }
}
