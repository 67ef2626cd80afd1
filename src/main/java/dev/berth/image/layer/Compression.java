package dev.berth.image.layer;

import dev.berth.image.ImageException;
import dev.berth.image.InvalidImage;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.tukaani.xz.XZInputStream;

/** How an archive is compressed, told by its first bytes. */
public enum Compression {
    /** Not at all. */
    NONE,
    /** gzip, also of several members (pigz, stargz). */
    GZIP,
    /** Zstandard. */
    ZSTD,
    /** xz; only for import. */
    XZ,
    /** bzip2; only for import. */
    BZIP2;

    private static final int MAGIC_LENGTH = 6;
    private static final int BUFFER = 64 * 1024;
    /** Enough for {@code xz -9}, which needs 65 MiB, in KiB. */
    private static final int XZ_MEMORY_KIB = 96 * 1024;

    /**
     * Tells the compression.
     *
     * @param in a stream; its position does not change
     */
    public static Compression of(BufferedInputStream in) throws IOException {
        in.mark(MAGIC_LENGTH);
        byte[] magic = in.readNBytes(MAGIC_LENGTH);
        in.reset();
        if (starts(magic, 0x1f, 0x8b)) {
            return GZIP;
        }
        if (starts(magic, 0x28, 0xb5, 0x2f, 0xfd)) {
            return ZSTD;
        }
        if (starts(magic, 0xfd, '7', 'z', 'X', 'Z', 0)) {
            return XZ;
        }
        return starts(magic, 'B', 'Z', 'h') ? BZIP2 : NONE;
    }

    /**
     * The plain bytes of a compressed stream. Damage is reported as {@link InvalidImage} while reading. Closing it
     * gives back what decompressing took.
     *
     * @param in the stream
     */
    public DirectInput open(InputStream in) throws IOException {
        try {
            return switch (this) {
                case NONE -> DirectInput.of(in);
                case GZIP -> checked(new GZIPInputStream(new AlwaysAvailable(in), BUFFER));
                case ZSTD -> new Checked(new ZstdInput(in));
                case XZ -> checked(new XZInputStream(in, XZ_MEMORY_KIB));
                case BZIP2 -> checked(new BZip2CompressorInputStream(in, true));
            };
        } catch (ImageException e) {
            throw e;
        } catch (IOException e) {
            throw damaged(e);
        }
    }

    private static boolean starts(byte[] magic, int... expected) {
        if (magic.length < expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if ((magic[i] & 0xff) != expected[i]) {
                return false;
            }
        }
        return true;
    }

    private static InvalidImage damaged(IOException e) {
        return new InvalidImage("the archive's compressed data is damaged or cut off"
                + (e.getMessage() == null ? "" : ": " + e.getMessage()), e);
    }

    /** The JDK looks for a further gzip member only if bytes are "available", which sockets and pipes deny at times. */
    private static final class AlwaysAvailable extends FilterInputStream {
        AlwaysAvailable(InputStream in) {
            super(in);
        }

        @Override
        public int available() {
            return 1;
        }
    }

    private static DirectInput checked(InputStream decompressor) {
        return new Checked(DirectInput.of(decompressor));
    }

    /** Turns a decompressor's complaints into a clear error. */
    private static final class Checked extends DirectInput {
        private final DirectInput in;

        Checked(DirectInput in) {
            this.in = in;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                return in.read(buffer, offset, length);
            } catch (ImageException e) {
                throw e;
            } catch (IOException e) {
                throw damaged(e);
            }
        }

        @Override
        public int read(ByteBuffer into) throws IOException {
            try {
                return in.read(into);
            } catch (ImageException e) {
                throw e;
            } catch (IOException e) {
                throw damaged(e);
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
