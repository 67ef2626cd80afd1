package dev.berth.image.store;

import dev.berth.image.Digest;
import dev.berth.image.InvalidImage;
import dev.berth.image.layer.Compression;
import dev.berth.image.layer.DirectInput;
import dev.berth.image.layer.RatioGuard;
import dev.berth.image.layer.ReadAhead;
import dev.berth.image.layer.TarLimits;
import dev.berth.image.layer.TarReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.security.MessageDigest;

/**
 * Takes a layer in from a stream in one pass: written down as a blob, hashed plain and compressed, and unpacked. A
 * layer compressed in a way that OCI does not know (xz, bzip2) is kept plain.
 */
public final class LayerIngest {

    /** As much as is asked for at once further on, so that what is read is not copied here. */
    private static final int BUFFER = 64 * 1024;

    private final BlobStore blobs;
    private final LayerStore layers;
    private final TarLimits limits;

    /**
     * Into a store.
     *
     * @param blobs where the blob goes
     * @param layers where the files go
     * @param limits what a layer may be at most
     */
    public LayerIngest(BlobStore blobs, LayerStore layers, TarLimits limits) {
        this.blobs = blobs;
        this.layers = layers;
        this.limits = limits;
    }

    /**
     * Takes a layer in. What it answers is not in its place yet: see {@link Ingested}.
     *
     * @param source the layer, plain or compressed; read to its end
     * @param endMarkRequired whether an archive without end mark is damaged
     */
    public Ingested take(InputStream source, boolean endMarkRequired) throws IOException {
        BufferedInputStream raw = new BufferedInputStream(source, BUFFER);
        Compression compression = Compression.of(raw);
        boolean keepRaw = compression != Compression.XZ && compression != Compression.BZIP2;
        BlobWriter blob = blobs.begin();
        boolean done = false;
        try {
            Files files = unpack(raw, compression, keepRaw, blob::write, endMarkRequired, false);
            done = true;
            return new Ingested(blob, keepRaw ? compression : Compression.NONE, files.diffId(), files.unpacked());
        } finally {
            if (!done) {
                blob.close();
            }
        }
    }

    /**
     * Takes a layer in that must have a digest, and finishes its blob.
     *
     * @param source the layer, plain or compressed; read to its end
     * @param expected the blob's digest
     * @param diffId digest of the plain layer
     * @param lease holds the blob before it is there
     * @return to be accepted or discarded
     * @throws InvalidImage if the source gives something else, or the layer is damaged or hostile
     */
    public LayerStore.Unpacked take(InputStream source, Digest expected, Digest diffId, Leases.Lease lease)
            throws IOException {
        BufferedInputStream raw = new BufferedInputStream(source, BUFFER);
        try (BlobWriter blob = blobs.begin(expected)) {
            Files files;
            try {
                files = unpack(raw, compression(raw, expected), true, blob::write, false, true);
            } catch (InvalidImage e) {
                // what was damaged on its way looks like a bad layer too; its digest tells the one from the other
                raw.transferTo(blob);
                blob.commit(expected, lease);
                throw e;
            }
            boolean done = false;
            try {
                blob.commit(expected, lease);
                check(files, expected, diffId);
                done = true;
                return files.unpacked();
            } finally {
                if (!done) {
                    layers.discard(files.unpacked());
                }
            }
        }
    }

    /**
     * Unpacks a layer that is a blob of the store already, and checks both digests.
     *
     * @param blob its digest
     * @param diffId digest of the plain layer
     * @return to be accepted or discarded
     * @throws InvalidImage if it is damaged
     */
    public LayerStore.Unpacked unpack(Digest blob, Digest diffId) throws IOException {
        MessageDigest hash = Hashing.sha256();
        try (BufferedInputStream raw = new BufferedInputStream(blobs.open(blob), BUFFER)) {
            Compression compression = compression(raw, blob);
            Files files = unpack(raw, compression, true, bytes -> hash.update(bytes.duplicate()), false, false);
            boolean done = false;
            try {
                Digest actual = Digest.of(hash.digest());
                if (!actual.equals(blob)) {
                    throw new InvalidImage("the blob " + blob + " is damaged: its contents have the digest " + actual);
                }
                check(files, blob, diffId);
                done = true;
                return files.unpacked();
            } finally {
                if (!done) {
                    layers.discard(files.unpacked());
                }
            }
        }
    }

    /**
     * How a layer of an image is compressed.
     *
     * @param raw its blob; its position does not change
     * @param blob its digest
     * @throws InvalidImage if it is in a way that layers must not be: OCI knows no other, and xz takes much memory
     */
    static Compression compression(BufferedInputStream raw, Digest blob) throws IOException {
        Compression compression = Compression.of(raw);
        if (compression == Compression.XZ || compression == Compression.BZIP2) {
            throw new InvalidImage("the layer " + blob + " is compressed with " + compression
                    + ", which image layers must not be");
        }
        return compression;
    }

    private static void check(Files files, Digest blob, Digest diffId) throws InvalidImage {
        if (!files.diffId().equals(diffId)) {
            throw new InvalidImage("the layer " + blob + " does not belong to its image: its plain contents have the "
                    + "digest " + files.diffId() + ", not " + diffId);
        }
    }

    private Files unpack(BufferedInputStream raw, Compression compression, boolean copyRaw, Copy copy,
            boolean endMarkRequired, boolean readOn) throws IOException {
        MessageDigest plainHash = Hashing.sha256();
        RatioGuard guard = new RatioGuard(limits.ratio());
        DirectInput counted = DirectInput.of(guard.compressed(raw));
        DirectInput kept = new Tee(counted, copyRaw ? copy : bytes -> { });
        DirectInput plain = guard.plain(compression.open(kept));
        DirectInput copied = copyRaw ? plain : new Tee(plain, copy);
        try (plain; ReadAhead ahead = new ReadAhead(copied, plainHash)) {
            LayerStore.Unpacked unpacked = unpack(new TarReader(ahead, endMarkRequired), ahead, readOn);
            // bytes after the compressed data belong to the blob's digest
            kept.transferTo(OutputStream.nullOutputStream());
            return new Files(Digest.of(plainHash.digest()), unpacked);
        }
    }

    /** If the archive is refused and the blob wanted nevertheless, what is left of it is read too. */
    private LayerStore.Unpacked unpack(TarReader tar, InputStream ahead, boolean readOn) throws IOException {
        try {
            return layers.unpack(tar, limits);
        } catch (InvalidImage e) {
            if (readOn) {
                try {
                    ahead.transferTo(OutputStream.nullOutputStream());
                } catch (IOException damaged) {
                    e.addSuppressed(damaged);
                }
            }
            throw e;
        }
    }

    private record Files(Digest diffId, LayerStore.Unpacked unpacked) {
    }

    /**
     * A layer that was taken in but is not in its place.
     *
     * @param blob to be committed or closed
     * @param compression of the blob
     * @param diffId digest of the plain layer
     * @param unpacked to be accepted or discarded
     */
    public record Ingested(BlobWriter blob, Compression compression, Digest diffId, LayerStore.Unpacked unpacked) {
    }

    /** Where what is read goes besides. */
    private interface Copy {
        /** Takes what a buffer has; its position does not change. */
        void write(ByteBuffer bytes) throws IOException;
    }

    /** Writes down what is read; who opened what it reads closes that. */
    private static final class Tee extends DirectInput {
        private final DirectInput in;
        private final Copy copy;

        Tee(DirectInput in, Copy copy) {
            this.in = in;
            this.copy = copy;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = in.read(buffer, offset, length);
            if (count > 0) {
                copy.write(ByteBuffer.wrap(buffer, offset, count));
            }
            return count;
        }

        @Override
        public int read(ByteBuffer into) throws IOException {
            int start = into.position();
            int count = in.read(into);
            if (count > 0) {
                copy.write(into.slice(start, count));
            }
            return count;
        }
    }
}
