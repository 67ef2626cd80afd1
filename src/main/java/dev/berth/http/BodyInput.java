package dev.berth.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A body in stretches of known length. Closing it leaves the connection alone. */
abstract class BodyInput extends InputStream {
    private final InputStream in;
    /** How many bytes of the stretch are yet to come. */
    private long left;

    /** Begins with a stretch of so many bytes. */
    BodyInput(InputStream in, long length) {
        this.in = in;
        this.left = length;
    }

    /** The next stretch's length; 0 at the end of the body. */
    abstract long next() throws IOException;

    /** What to say when the connection ends so many bytes too early. */
    abstract String cut(long missing);

    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public final int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (left == 0) {
            left = next();
        }
        if (left == 0) {
            return -1;
        }
        int count = in.read(target, offset, (int) Math.min(length, left));
        if (count < 0) {
            throw new EOFException(cut(left));
        }
        left -= count;
        return count;
    }
}
