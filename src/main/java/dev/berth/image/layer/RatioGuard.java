package dev.berth.image.layer;

import dev.berth.image.InvalidImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** Stops a compressed stream that grows out of all proportion (a bomb). */
public final class RatioGuard {

    private final int ratio;
    private long compressed;
    private long plain;

    /**
     * A guard of one stream.
     *
     * @param ratio plain bytes for each compressed one at most, once there are more than
     *     {@link TarLimits#RATIO_FREE_BYTES}
     */
    public RatioGuard(int ratio) {
        this.ratio = ratio;
    }

    /** Counts the compressed side. */
    public InputStream compressed(InputStream in) {
        return new Compressed(in);
    }

    /** Counts and guards the plain side. */
    public DirectInput plain(DirectInput in) {
        return new Plain(in);
    }

    private void grown(int bytes) throws InvalidImage {
        plain += Math.max(bytes, 0);
        if (plain > TarLimits.RATIO_FREE_BYTES && plain / ratio > compressed) {
            throw new InvalidImage("refused the archive: it grows to more than " + ratio
                    + " times its compressed size");
        }
    }

    private final class Plain extends DirectInput {
        private final DirectInput in;

        Plain(DirectInput in) {
            this.in = in;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = in.read(buffer, offset, length);
            grown(n);
            return n;
        }

        @Override
        public int read(ByteBuffer into) throws IOException {
            int n = in.read(into);
            grown(n);
            return n;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    private final class Compressed extends WatchedInput {
        Compressed(InputStream in) {
            super(in);
        }

        @Override
        protected void taken(byte[] buffer, int offset, int count) {
            compressed += Math.max(count, 0);
        }
    }
}
