package dev.berth.image.layer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** A stream that fills memory outside of Java's heap too, from where the kernel and native code take it as it is. */
public abstract class DirectInput extends InputStream {

    private static final int CHUNK = 64 * 1024;

    /**
     * Reads what there is, at least one byte.
     *
     * @param into a direct buffer with room left; its position moves
     * @return how many bytes, -1 at the end
     */
    public abstract int read(ByteBuffer into) throws IOException;

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** A stream that may know nothing of such memory. */
    public static DirectInput of(InputStream in) {
        return in instanceof DirectInput direct ? direct : new Copied(in);
    }

    private static final class Copied extends DirectInput {
        private final InputStream in;
        private byte[] chunk = {};

        Copied(InputStream in) {
            this.in = in;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return in.read(buffer, offset, length);
        }

        @Override
        public int read(ByteBuffer into) throws IOException {
            chunk = chunk.length == 0 ? new byte[CHUNK] : chunk;
            int n = in.read(chunk, 0, Math.min(into.remaining(), CHUNK));
            if (n > 0) {
                into.put(chunk, 0, n);
            }
            return n;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
