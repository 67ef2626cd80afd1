package dev.berth.context;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/**
 * Several archives in one stream, each of a length that is not known when it begins: chunks with their length before
 * them, four bytes with the highest first, and a length of 0 at the end.
 */
public final class ArchiveFrames {

    private static final int CHUNK = 64 * 1024;

    private ArchiveFrames() {
    }

    /**
     * An archive in chunks.
     *
     * @param archive read to its end, and closed with the result
     */
    public static InputStream wrap(InputStream archive) {
        return new Wrapped(archive);
    }

    /**
     * The archive that begins where a stream is.
     *
     * @param stream at the first chunk; not closed with the result, which reads it to the last chunk's end when it is
     *     closed
     */
    public static InputStream unwrap(InputStream stream) {
        return new Unwrapped(stream);
    }

    private static final class Wrapped extends FilterInputStream {
        private final byte[] buffer = new byte[Integer.BYTES + CHUNK];
        private ByteBuffer ready = ByteBuffer.allocate(0);
        private boolean over;

        Wrapped(InputStream archive) {
            super(archive);
        }

        private boolean fill() throws IOException {
            if (over) {
                return false;
            }
            int n = in.readNBytes(buffer, Integer.BYTES, CHUNK);
            over = n == 0;
            ByteBuffer.wrap(buffer).putInt(n);
            ready = ByteBuffer.wrap(buffer, 0, Integer.BYTES + n);
            return true;
        }

        @Override
        public int read() throws IOException {
            return ready.hasRemaining() || fill() ? ready.get() & 0xFF : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (!ready.hasRemaining() && !fill()) {
                return -1;
            }
            int n = Math.min(length, ready.remaining());
            ready.get(into, offset, n);
            return n;
        }
    }

    private static final class Unwrapped extends InputStream {
        private final DataInputStream in;
        private int left;
        private boolean over;

        Unwrapped(InputStream stream) {
            this.in = new DataInputStream(stream);
        }

        private boolean isOver() throws IOException {
            if (!over && left == 0) {
                left = in.readInt();
                if (left < 0 || left > CHUNK) {
                    throw new IOException("the archives of the build's contexts are damaged: a chunk of " + left
                            + " bytes");
                }
                over = left == 0;
            }
            return over;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (isOver()) {
                return -1;
            }
            int n = in.read(into, offset, Math.min(length, left));
            if (n < 0) {
                throw new EOFException("the archives of the build's contexts end too early");
            }
            left -= n;
            return n;
        }

        @Override
        public void close() throws IOException {
            transferTo(OutputStream.nullOutputStream());
        }
    }
}
