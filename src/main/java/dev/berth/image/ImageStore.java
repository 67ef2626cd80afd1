package dev.berth.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The image store of one engine: an OCI image layout under {@code images/} of its data directory and the unpacked
 * layers beside it under {@code layers/}. Every change is written to a temporary file, synced and renamed. All methods
 * may be called from several threads.
 */
public final class ImageStore implements AutoCloseable {

    private ImageStore() {
    }

    /**
     * Opens the store, makes it if it is not there, and locks it.
     *
     * @param data the engine's data directory
     * @throws StoreUnavailable if another engine holds it
     * @throws IOException if it cannot be read or made
     */
    public static ImageStore open(Path data) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** All images, tagged and dangling, the newest first; without the built-in {@code host}. */
    public List<Image> list() throws IOException {
        throw new UnsupportedOperationException();
    }

    /** The built-in image {@code host}. */
    public Image host() {
        return HostImage.image();
    }

    /**
     * An image by {@code name[:tag]}, {@code name@digest}, id with or without {@code sha256:}, or the beginning of an
     * id, in docker's order.
     *
     * @param reference what a user gave
     * @throws InvalidReference if it is no reference at all, or the beginning of several ids
     */
    public Optional<Image> find(String reference) throws IOException {
        throw new UnsupportedOperationException();
    }

    /**
     * An image that must be there.
     *
     * @param reference as for {@link #find}
     * @throws NoSuchImage if it is not; docker's wording
     */
    public Image get(String reference) throws IOException {
        throw new UnsupportedOperationException();
    }

    /**
     * An image's files. Layers that are not unpacked yet are unpacked now, once, also when several ask.
     *
     * @param image one of this store
     * @throws NoSuchImage if it was removed meanwhile
     * @throws InvalidImage if a layer is damaged or hostile
     */
    public RootFilesystem unpacked(Image image) throws IOException {
        throw new UnsupportedOperationException();
    }

    /**
     * Makes an image of one layer from a tar archive of a root file system, plain or compressed with gzip, bzip2, xz
     * or zstd.
     *
     * @param archive the archive; read to its end, not closed
     * @param name its name, without one it is dangling
     * @param options changes, message, platform
     * @throws InvalidImage if the archive is damaged or hostile, or a change is not understood
     */
    public Image importRootFilesystem(InputStream archive, Optional<Reference> name, ImportOptions options)
            throws IOException {
        throw new UnsupportedOperationException();
    }

    /**
     * Loads the images of an archive, docker-archive or OCI layout, plain or compressed.
     *
     * @param archive the archive; read to its end, not closed
     * @param progress hears how it goes on
     * @return the images, with the names they have now
     * @throws InvalidImage if the archive is damaged or hostile
     */
    public List<Image> load(InputStream archive, Progress progress) throws IOException {
        throw new UnsupportedOperationException();
    }

    /**
     * Gives an image a name; an image that had the name loses it.
     *
     * @param image one of this store
     * @param name with a tag, or without for {@code latest}; no digest
     * @throws InvalidReference if the name has a digest or is {@code host}
     */
    public void tag(Image image, Reference name) throws IOException {
        throw new UnsupportedOperationException();
    }

    /**
     * Removes a name, and the image with its last name, by docker's rules.
     *
     * @param reference as for {@link #find}
     * @param options force, prune
     * @param users knows the containers
     * @throws NoSuchImage if there is none
     * @throws ImageConflict if something uses it; docker's wording
     */
    public RemovalReport remove(String reference, RemoveOptions options, ImageUsers users) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Gives the lock back. */
    @Override
    public void close() {
    }
}
