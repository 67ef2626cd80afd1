package dev.berth.image.registry;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import dev.berth.image.Digest;
import dev.berth.image.layer.Compression;
import dev.berth.image.store.BlobStore;
import dev.berth.image.store.Hashing;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.function.LongConsumer;
import java.util.zip.GZIPOutputStream;

/** Compresses a layer into a temporary file, to be uploaded from there: its digest and size are to be known before. */
final class LayerCompressor implements Closeable {

    private static final int BUFFER = 128 * 1024;

    private final Path file;
    private final Digest digest;
    private final long size;

    private LayerCompressor(Path file, Digest digest, long size) {
        this.file = file;
        this.digest = digest;
        this.size = size;
    }

    /**
     * Compresses.
     *
     * @param blobs where the layer is
     * @param plain the layer's digest
     * @param compression gzip or zstd
     * @param done hears how many bytes have been read
     * @return to be closed, which removes the file
     */
    static LayerCompressor compress(BlobStore blobs, Digest plain, Compression compression, LongConsumer done)
            throws IOException {
        Path file = blobs.temporary();
        boolean whole = false;
        try {
            MessageDigest hash = Hashing.sha256();
            try (InputStream in = blobs.open(plain);
                    OutputStream out = compressed(new DigestOutputStream(Files.newOutputStream(file), hash),
                            compression)) {
                byte[] buffer = new byte[BUFFER];
                long position = 0;
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    if (Thread.currentThread().isInterrupted()) {
                        throw new InterruptedIOException("the push was stopped");
                    }
                    out.write(buffer, 0, n);
                    position += n;
                    done.accept(position);
                }
            }
            LayerCompressor result = new LayerCompressor(file, Digest.of(hash.digest()), Files.size(file));
            whole = true;
            return result;
        } finally {
            if (!whole) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static OutputStream compressed(OutputStream out, Compression compression) throws IOException {
        return switch (compression) {
            case GZIP -> new GZIPOutputStream(out, BUFFER);
            case ZSTD -> new ZstdOutputStreamNoFinalizer(out);
            default -> throw new IllegalArgumentException("layers are not pushed as " + compression);
        };
    }

    /** Of the compressed layer. */
    Digest digest() {
        return digest;
    }

    /** Of the compressed layer, in bytes. */
    long size() {
        return size;
    }

    /** Opens the compressed layer at an offset. */
    InputStream from(long offset) throws IOException {
        InputStream in = Files.newInputStream(file);
        in.skipNBytes(offset);
        return in;
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
