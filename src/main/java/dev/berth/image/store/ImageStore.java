package dev.berth.image.store;

import dev.berth.image.CommitOptions;
import dev.berth.image.Digest;
import dev.berth.image.HostImage;
import dev.berth.image.Image;
import dev.berth.image.ImageConflict;
import dev.berth.image.ImageDamage;
import dev.berth.image.ImageUsers;
import dev.berth.image.InvalidImage;
import dev.berth.image.InvalidReference;
import dev.berth.image.NoSuchImage;
import dev.berth.image.Progress;
import dev.berth.image.Reference;
import dev.berth.image.RemovalReport;
import dev.berth.image.RemoveOptions;
import dev.berth.image.RootFilesystem;
import dev.berth.image.StoreUnavailable;
import dev.berth.image.layer.TarLimits;
import dev.berth.image.manifest.Descriptor;
import dev.berth.kernel.Fd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The image store of one engine: an OCI image layout under {@code images/} of its data directory and the unpacked
 * layers beside it under {@code layers/}. Every change is written to a temporary file, synced and renamed. All methods
 * may be called from several threads.
 */
public final class ImageStore implements AutoCloseable {

    private final Fd lock;
    private final Contents contents;
    private final Catalog catalog;
    private final Unpacking unpacking;
    private final ImageArchives archives;
    private final BuildStore builds;

    private ImageStore(Fd lock, Contents contents) {
        this.lock = lock;
        this.contents = contents;
        this.catalog = new Catalog(contents);
        LayerIngest ingest = new LayerIngest(contents.blobs(), contents.layers(), TarLimits.DEFAULT);
        this.unpacking = new Unpacking(contents, ingest);
        this.archives = new ImageArchives(this, ingest);
        this.builds = new BuildStore(contents, unpacking);
    }

    /**
     * Opens the store, makes it if it is not there, and locks it.
     *
     * @param data the engine's data directory
     * @param driver the storage driver's name; if not given, the one that the directory was made with, or the first
     *     that can work there
     * @throws StoreUnavailable if another engine holds it, or it was made with another driver
     * @throws IOException if it cannot be read or made
     */
    public static ImageStore open(Path data, Optional<String> driver) throws IOException {
        Path root = data.toAbsolutePath();
        Path layout = Files.createDirectories(root.resolve("images"));
        Fd lock = StoreLock.take(layout.resolve("lock"), data);
        boolean done = false;
        try {
            StorageDriver chosen = StorageDrivers.choose(root, driver);
            ImageStore store = new ImageStore(lock, new Contents(new BlobStore(layout),
                    new LayerStore(root.resolve(chosen.directory()), chosen), new IndexFile(layout), new Leases()));
            done = true;
            return store;
        } finally {
            if (!done) {
                lock.close();
            }
        }
    }

    /**
     * Opens the store with the storage driver that fits.
     *
     * @param data the engine's data directory
     * @throws StoreUnavailable if another engine holds it
     * @throws IOException if it cannot be read or made
     */
    public static ImageStore open(Path data) throws IOException {
        return open(data, Optional.empty());
    }

    /** All images, tagged and dangling, the newest first; without the built-in {@code host}. */
    public List<Image> list() throws IOException {
        return catalog.images();
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
        return reference.equals(HostImage.NAME) ? Optional.of(host()) : Finder.find(list(), reference);
    }

    /**
     * An image that must be there.
     *
     * @param reference as for {@link #find}
     * @throws NoSuchImage if it is not; docker's wording
     */
    public Image get(String reference) throws IOException {
        Optional<Image> found = find(reference);
        if (found.isEmpty()) {
            throw new NoSuchImage(shown(reference));
        }
        return found.get();
    }

    /**
     * An image's files. Layers that are not unpacked yet are unpacked now, once, also when several ask.
     *
     * @param image one of this store
     * @throws NoSuchImage if it was removed meanwhile
     * @throws InvalidImage if a layer is damaged or hostile
     */
    public RootFilesystem unpacked(Image image) throws IOException {
        if (image.isHost()) {
            return HostRoot.open();
        }
        return unpacking.open(known(image));
    }

    /**
     * Gives an image a name; an image that had the name loses it.
     *
     * @param image one of this store
     * @param name with a tag, or without for {@code latest}; no digest
     * @throws InvalidReference if the name has a digest or is {@code host}
     */
    public void tag(Image image, Reference name) throws IOException {
        Names.checkNew(name);
        for (Descriptor entry : contents.index().entries()) {
            if (entry.digest().equals(image.manifest())) {
                new Names(contents.index()).add(entry, Optional.of(name.withDefaultTag()), Optional.empty());
                return;
            }
        }
        throw new NoSuchImage(image.id().toString());
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
        Image image = get(reference);
        if (image.isHost()) {
            throw new ImageConflict("the built-in image " + HostImage.NAME + " cannot be removed");
        }
        return new Remover(contents, catalog).remove(image, reference, options, users);
    }

    /** The images that containers stand on. */
    public ContainerImages ofContainers() {
        return new ContainerImages(this);
    }

    /**
     * Makes an image of a container.
     *
     * @param base the image that the container was made from
     * @param container what the container wrote; nobody must write to it meanwhile
     * @param options configuration, author
     * @param name the new image's name, without one it is dangling
     */
    public Image commit(Image base, WritableLayer container, CommitOptions options, Optional<Reference> name)
            throws IOException {
        if (name.isPresent()) {
            Names.checkNew(name.get());
        }
        if (base.isHost()) {
            throw new ImageConflict("a container of the built-in image " + HostImage.NAME + " cannot be committed: its "
                    + "lower layer is this machine and no image; use export and import");
        }
        try (RootFilesystem root = unpacked(base)) {
            return get(new Committer(contents).commit(known(base), container, root, options,
                    name.map(Reference::withDefaultTag)).toString());
        }
    }

    /**
     * Hashes blobs again and compares the unpacked files with them.
     *
     * @param references names, digests or ids of the images to look at; all images if there are none. A name finds its
     *     image also when its documents are damaged
     * @param refetch gets images again; without it nothing is repaired
     * @param progress hears of each blob and layer
     * @return what is, or was, wrong; empty if all is well
     * @throws NoSuchImage if there is no such image
     */
    public List<ImageDamage> verify(List<String> references, Optional<Refetch> refetch, Progress progress)
            throws IOException {
        Set<Digest> wanted = new HashSet<>();
        for (String reference : references) {
            wanted.add(manifestOf(reference));
        }
        List<ImageDamage> result = new ArrayList<>();
        for (ImageDamage damage : new Verifier(this, progress).verify(entry -> references.isEmpty()
                || wanted.contains(entry.digest()))) {
            result.add(refetch.isPresent() ? new Repairer(this, refetch.get()).repair(damage) : damage);
        }
        // documents behind one that was missing can only be looked at now
        if (result.stream().anyMatch(ImageDamage::isRepaired)) {
            Set<String> known = new HashSet<>();
            result.forEach(damage -> known.add(damage.kind() + " " + damage.digest()));
            for (ImageDamage damage : new Verifier(this, progress).verify(entry -> references.isEmpty()
                    || wanted.contains(entry.digest()))) {
                if (!known.contains(damage.kind() + " " + damage.digest())) {
                    result.add(new Repairer(this, refetch.get()).repair(damage));
                }
            }
        }
        return result;
    }

    private Digest manifestOf(String reference) throws IOException {
        Optional<Image> found = find(reference);
        if (found.isPresent()) {
            return found.get().manifest();
        }
        for (Descriptor entry : contents.index().entries()) {
            if (Catalog.name(entry).map(Reference::familiar).equals(Optional.of(shown(reference)))) {
                return entry.digest();
            }
        }
        throw new NoSuchImage(shown(reference));
    }

    /**
     * What is in an image's layers, read from their archives.
     *
     * @param image one of this store
     * @return the lowest layer first
     */
    public List<LayerListing> files(Image image) throws IOException {
        return LayerListing.of(known(image), contents.blobs());
    }

    /**
     * Bytes of an image's layers' files, the lowest first; of the archive as long as a compressed layer is not
     * unpacked.
     *
     * @param image one of this store
     */
    public List<Long> layerSizes(Image image) throws IOException {
        return image.isHost() ? List.of() : catalog.layerSizes(known(image));
    }

    /**
     * Bytes of an image's documents and layers as they came and are kept, not of its unpacked files.
     *
     * @param image one of this store
     */
    public long contentBytes(Image image) throws IOException {
        Catalog.Known known = known(image);
        long bytes = contents.blobs().size(known.manifestDigest()) + known.manifest().config().size();
        for (Descriptor layer : known.manifest().layers()) {
            bytes += layer.size();
        }
        return bytes;
    }

    /**
     * How many bytes of each image's layers other images have too.
     *
     * @param images all images, as {@link #list} gives them
     */
    public LayerSharing sharing(List<Image> images) throws IOException {
        return LayerSharing.of(this, images);
    }

    /**
     * Removes blobs and unpacked layers that no image leads to and nobody holds: what a crash left behind.
     *
     * @return bytes given back
     */
    public long prune() throws IOException {
        return new Collector(contents).collectAll().bytes();
    }

    /** How layers and containers' files lie on the disk. */
    public StorageDriver driver() {
        return contents.layers().driver();
    }

    /**
     * What a container wrote.
     *
     * @param directory where that is, or will be
     */
    public WritableLayer writable(Path directory) {
        return contents.layers().writable(directory);
    }

    /** Archives of images and of root file systems, in and out. */
    public ImageArchives archives() {
        return archives;
    }

    /** What a builder of images needs. */
    public BuildStore builds() {
        return builds;
    }

    /**
     * An image's layers, to build on.
     *
     * @param image one of this store
     * @return the lowest first
     * @throws NoSuchImage if it was removed meanwhile
     */
    public List<BuiltLayer> layers(Image image) throws IOException {
        return builds.layers(known(image));
    }

    /** What the store consists of, for the packages of images above it. */
    public Contents contents() {
        return contents;
    }

    /** The documents of its images, for the packages of images above it. */
    public Catalog catalog() {
        return catalog;
    }

    /** Unpacks its layers, for the packages of images above it. */
    public Unpacking unpacking() {
        return unpacking;
    }

    /**
     * The documents of an image.
     *
     * @param image one of this store
     * @throws NoSuchImage if it was removed meanwhile
     */
    public Catalog.Known known(Image image) throws IOException {
        for (Descriptor entry : contents.index().entries()) {
            if (entry.digest().equals(image.manifest())) {
                Optional<Catalog.Known> known = catalog.read(entry);
                if (known.isPresent()) {
                    return known.get();
                }
            }
        }
        throw new NoSuchImage(image.id().toString());
    }

    /** Waits until what was unpacked is on the disk, and gives the lock back. */
    @Override
    public void close() {
        contents.layers().close();
        lock.close();
    }

    private static String shown(String reference) throws InvalidReference {
        boolean id = reference.startsWith("sha256:");
        return id ? reference : Reference.parse(reference).withDefaultTag().familiar();
    }
}
