package dev.berth.image.layer;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that tells of everything that is taken out of it, in order and once: there is no way back in it. */
public abstract class WatchedInput extends FilterInputStream {

    private static final int SKIPPED_AT_ONCE = 16 * 1024;

    private final byte[] one = new byte[1];

    /**
     * Begins where another stream is.
     *
     * @param in that stream, closed with this one
     */
    protected WatchedInput(InputStream in) {
        super(in);
    }

    /**
     * Hears of what was read, before whoever reads has it.
     *
     * @param buffer holds it
     * @param offset where it begins
     * @param count how many bytes; -1 at the end of the stream
     * @throws IOException if the stream is not to be read any further
     */
    protected abstract void taken(byte[] buffer, int offset, int count) throws IOException;

    @Override
    public final int read() throws IOException {
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public final int read(byte[] buffer, int offset, int length) throws IOException {
        int count = in.read(buffer, offset, length);
        taken(buffer, offset, count);
        return count;
    }

    /** Reads what is passed over: it is taken out too. */
    @Override
    public final long skip(long count) throws IOException {
        byte[] passed = new byte[(int) Math.max(0, Math.min(count, SKIPPED_AT_ONCE))];
        long left = count;
        while (left > 0) {
            int n = read(passed, 0, (int) Math.min(left, passed.length));
            if (n < 0) {
                break;
            }
            left -= n;
        }
        return Math.max(0, count) - Math.max(0, left);
    }

    @Override
    public final boolean markSupported() {
        return false;
    }
}
