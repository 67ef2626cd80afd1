package dev.berth.image.store;

import dev.berth.image.Digest;
import dev.berth.image.InvalidImage;
import dev.berth.image.layer.Holes;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;

/** A blob while it is written: hashed on the way, nothing of it is seen until {@link #commit}. */
public final class BlobWriter extends OutputStream {

    private final BlobStore store;
    private final Path temporary;
    private final FileChannel channel;
    private final MessageDigest hash = Hashing.sha256();
    private long size;
    private boolean committed;

    BlobWriter(BlobStore store, Path temporary) throws IOException {
        this.store = store;
        this.temporary = temporary;
        this.channel = FileChannel.open(temporary, StandardOpenOption.WRITE);
    }

    /** Bytes written so far. */
    public long size() {
        return size;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        write(ByteBuffer.wrap(bytes, offset, length));
    }

    /**
     * Writes what a buffer has from its position to its limit; from one outside of Java's heap without copying it.
     *
     * @param bytes the buffer; its position does not change
     */
    public void write(ByteBuffer bytes) throws IOException {
        hash.update(bytes.duplicate());
        // plain layers have the holes of sparse files as zeros
        if (Holes.worth(bytes)) {
            channel.position(channel.position() + bytes.remaining());
        } else {
            append(bytes.duplicate());
        }
        size += bytes.remaining();
    }

    private void append(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    private void sync() throws IOException {
        if (channel.size() < size) {
            channel.position(size - 1);
            append(ByteBuffer.wrap(new byte[1]));
        }
        channel.force(true);
    }

    /**
     * Finishes it: synced and renamed into place.
     *
     * @param lease holds the blob before it is there
     * @return its digest
     */
    public Digest commit(Leases.Lease lease) throws IOException {
        Digest digest = Digest.of(hash.digest());
        finish(digest, lease);
        return digest;
    }

    /**
     * Finishes it, if it is what was expected.
     *
     * @param expected the digest that it must have
     * @param lease holds the blob before it is there
     * @throws InvalidImage if it has another
     */
    public void commit(Digest expected, Leases.Lease lease) throws IOException {
        Digest digest = Digest.of(hash.digest());
        if (!digest.equals(expected)) {
            throw new InvalidImage("the blob " + expected + " is damaged: its contents have the digest " + digest);
        }
        finish(digest, lease);
    }

    /**
     * Finishes it, if it is what was expected, in place of one that is broken.
     *
     * @param expected the digest that it must have
     * @param lease holds the blob
     * @throws InvalidImage if it has another
     */
    void replace(Digest expected, Leases.Lease lease) throws IOException {
        if (!Digest.of(hash.digest()).equals(expected)) {
            throw new InvalidImage("the contents do not have the digest " + expected);
        }
        lease.hold(expected);
        sync();
        store.accept(temporary, expected);
        committed = true;
    }

    /** Throws it away unless it was committed. */
    @Override
    public void close() throws IOException {
        channel.close();
        if (!committed) {
            Files.deleteIfExists(temporary);
        }
    }

    private void finish(Digest digest, Leases.Lease lease) throws IOException {
        lease.hold(digest);
        if (!store.contains(digest)) {
            sync();
            store.accept(temporary, digest);
            committed = true;
        }
    }
}
