package dev.berth.image.layer;

import dev.berth.image.InvalidImage;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

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
        return new Counting(in) {
            @Override
            void count(long n) {
                compressed += n;
            }
        };
    }

    /** Counts and guards the plain side. */
    public InputStream plain(InputStream in) {
        return new Counting(in) {
            @Override
            void count(long n) throws InvalidImage {
                plain += n;
                if (plain > TarLimits.RATIO_FREE_BYTES && plain / ratio > compressed) {
                    throw new InvalidImage("refused the archive: it grows to more than " + ratio
                            + " times its compressed size");
                }
            }
        };
    }

    private abstract static class Counting extends FilterInputStream {
        Counting(InputStream in) {
            super(in);
        }

        abstract void count(long n) throws InvalidImage;

        @Override
        public int read() throws IOException {
            int b = in.read();
            if (b >= 0) {
                count(1);
            }
            return b;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = in.read(buffer, offset, length);
            if (n > 0) {
                count(n);
            }
            return n;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
