package dev.berth.image.store;

import dev.berth.image.Digest;
import dev.berth.image.InvalidImage;
import dev.berth.kernel.FileTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The blobs of an OCI image layout, {@code blobs/sha256/…}. A blob appears under its name only when it is whole, synced
 * and has that digest.
 */
public final class BlobStore {

    private final Path directory;
    private final Path ingest;
    private final PartialBlobs partials;

    /**
     * The blobs of a layout.
     *
     * @param layout the layout's directory
     * @throws IOException if its directories cannot be made, or what an earlier engine left half done not be removed
     */
    public BlobStore(Path layout) throws IOException {
        directory = Files.createDirectories(layout.resolve("blobs").resolve("sha256"));
        ingest = Files.createDirectories(layout.resolve("ingest"));
        partials = new PartialBlobs(ingest);
        partials.collect();
    }

    /** What an earlier engine had of blobs when it was killed. */
    public PartialBlobs partials() {
        return partials;
    }

    /** The directory of the image layout. */
    public Path layout() {
        return directory.getParent().getParent();
    }

    /** A new file beside the blobs for what is no blob; whoever asked removes it, else the next start does. */
    public Path temporary() throws IOException {
        return Files.createTempFile(ingest, "file", "");
    }

    /** Where a blob is, or would be. */
    public Path path(Digest digest) {
        return directory.resolve(digest.hex());
    }

    /** Whether a blob is there. */
    public boolean contains(Digest digest) {
        return Files.isRegularFile(path(digest));
    }

    /** A blob's bytes in length; 0 if it is not there. */
    public long size(Digest digest) throws IOException {
        return contains(digest) ? Files.size(path(digest)) : 0;
    }

    /**
     * A new blob to write.
     *
     * @return a writer, to be closed in every case
     */
    public BlobWriter begin() throws IOException {
        return new BlobWriter(this, Files.createTempFile(ingest, "blob", ""));
    }

    /**
     * A blob to write that is known before. If the engine is killed meanwhile, the next one can go on with what is
     * there.
     *
     * @param expected its digest
     * @return a writer, to be closed in every case
     */
    public BlobWriter begin(Digest expected) throws IOException {
        return new BlobWriter(this, partials.create(expected));
    }

    /** A blob to read, not buffered. */
    public InputStream open(Digest digest) throws IOException {
        return Files.newInputStream(path(digest));
    }

    /**
     * A small blob as a whole, checked against its digest.
     *
     * @param digest which
     * @param limit bytes that it may have at most
     * @throws InvalidImage if it is missing, larger or damaged
     */
    public byte[] read(Digest digest, int limit) throws IOException {
        if (!contains(digest)) {
            throw new InvalidImage("the blob " + digest + " is missing");
        }
        byte[] bytes;
        try (InputStream in = open(digest)) {
            bytes = in.readNBytes(limit + 1);
        }
        if (bytes.length > limit) {
            throw new InvalidImage("the blob " + digest + " is larger than " + limit + " bytes, which a document of "
                    + "its kind must not be");
        }
        if (!Hashing.digest(bytes).equals(digest)) {
            throw new InvalidImage("the blob " + digest + " is damaged: its contents have another digest");
        }
        return bytes;
    }

    /**
     * Stores a small blob.
     *
     * @param bytes its contents
     * @param lease holds it
     */
    public Digest write(byte[] bytes, Leases.Lease lease) throws IOException {
        Digest digest = Hashing.digest(bytes);
        lease.hold(digest);
        if (!contains(digest)) {
            try (BlobWriter writer = begin()) {
                writer.write(bytes);
                writer.commit(lease);
            }
        }
        return digest;
    }

    /** All blobs. */
    public List<Digest> list() throws IOException {
        List<Digest> result = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                // another tool's temporary files may lie here too
                if (name.length() == 64) {
                    result.add(new Digest(name));
                }
            }
        }
        return result;
    }

    /**
     * Removes a blob; not there is as good as removed.
     *
     * @return bytes given back
     */
    public long delete(Digest digest) throws IOException {
        long size = size(digest);
        clear(digest);
        Files.deleteIfExists(path(digest));
        return size;
    }

    /** What has a blob's name and is a directory is none, and in the way. */
    private void clear(Digest digest) throws IOException {
        if (Files.isDirectory(path(digest), LinkOption.NOFOLLOW_LINKS)) {
            FileTree.remove(path(digest));
        }
    }

    /** Puts a finished temporary file in its place. */
    void accept(Path temporary, Digest digest) throws IOException {
        clear(digest);
        Files.move(temporary, path(digest), StandardCopyOption.ATOMIC_MOVE);
        syncDirectory(directory);
    }

    /** Makes a directory's entries last through a loss of power. */
    public static void syncDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
