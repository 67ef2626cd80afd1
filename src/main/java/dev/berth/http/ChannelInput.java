package dev.berth.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;

/**
 * Buffered input from a channel, by bytes or by lines. What follows a head in the same segment stays in the buffer, so
 * a stream taken over after an upgrade loses nothing.
 *
 * <p>Not {@code Channels.newInputStream}: in JDK 17 that shares a lock with the output stream of the same channel, so a
 * blocked reader would stop the writer.
 */
public final class ChannelInput extends InputStream {
    /** Bytes buffered: a request of the docker CLI is 100 to 2,000 bytes. */
    private static final int BUFFER_BYTES = 4096;
    /** Most bytes read at once past the buffer; the JDK keeps a direct buffer of this size for each thread. */
    private static final int DIRECT_BYTES = 64 * 1024;

    private final ReadableByteChannel channel;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int position;
    private int limit;

    /** Input from a channel in blocking mode. */
    public ChannelInput(ReadableByteChannel channel) {
        this.channel = channel;
    }

    /** How many bytes can be had without reading the channel. */
    @Override
    public int available() {
        return limit - position;
    }

    @Override
    public int read() throws IOException {
        if (position == limit && !fill()) {
            return -1;
        }
        return buffer[position++] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (position == limit) {
            if (length >= BUFFER_BYTES) {
                return channel.read(ByteBuffer.wrap(target, offset, Math.min(length, DIRECT_BYTES)));
            }
            if (!fill()) {
                return -1;
            }
        }
        int count = Math.min(length, limit - position);
        System.arraycopy(buffer, position, target, offset, count);
        position += count;
        return count;
    }

    /** Waits until there is at least one byte; false at the end of the stream. Takes nothing out. */
    public boolean await() throws IOException {
        return position < limit || fill();
    }

    /**
     * The next line without its end, ISO 8859-1 as HTTP has it.
     *
     * @param most longest line in bytes
     * @throws EOFException at the end of the stream
     * @throws HttpException when the line is longer
     */
    String line(int most) throws IOException {
        StringBuilder earlier = null;
        while (true) {
            for (int i = position; i < limit; i++) {
                if (buffer[i] == '\n') {
                    String rest = new String(buffer, position, i - position, StandardCharsets.ISO_8859_1);
                    position = i + 1;
                    String line = earlier == null ? rest : earlier.append(rest).toString();
                    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
                }
            }
            if (position < limit) {
                if (earlier == null) {
                    earlier = new StringBuilder();
                }
                earlier.append(new String(buffer, position, limit - position, StandardCharsets.ISO_8859_1));
                position = limit;
                if (earlier.length() > most) {
                    throw new HttpException("a line of the HTTP head is longer than " + most + " bytes");
                }
            }
            if (!fill()) {
                throw new EOFException("the connection ended inside an HTTP head");
            }
        }
    }

    private boolean fill() throws IOException {
        int count = channel.read(ByteBuffer.wrap(buffer));
        position = 0;
        limit = Math.max(count, 0);
        return count > 0;
    }
}
