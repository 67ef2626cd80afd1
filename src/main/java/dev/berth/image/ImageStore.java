package dev.berth.image;

import dev.berth.image.layer.LayerPacker;
import dev.berth.image.layer.TarLimits;
import dev.berth.image.layer.TarWriter;
import dev.berth.image.manifest.Descriptor;
import dev.berth.image.registry.Credentials;
import dev.berth.image.registry.Puller;
import dev.berth.image.registry.Pusher;
import dev.berth.image.registry.RegistryClient;
import dev.berth.image.registry.RegistrySettings;
import dev.berth.image.store.ArchiveLoader;
import dev.berth.image.store.ArchiveSaver;
import dev.berth.image.store.BlobStore;
import dev.berth.image.store.BuiltLayer;
import dev.berth.image.store.Catalog;
import dev.berth.image.store.Collector;
import dev.berth.image.store.Committer;
import dev.berth.image.store.Contents;
import dev.berth.image.store.Finder;
import dev.berth.image.store.Importer;
import dev.berth.image.store.IndexFile;
import dev.berth.image.store.LayerIngest;
import dev.berth.image.store.LayerListing;
import dev.berth.image.store.LayerStore;
import dev.berth.image.store.Leases;
import dev.berth.image.store.Names;
import dev.berth.image.store.Remover;
import dev.berth.image.store.Unpacking;
import dev.berth.image.store.Verifier;
import dev.berth.kernel.Fd;
import dev.berth.kernel.FileCalls;
import dev.berth.kernel.KernelException;
import dev.berth.kernel.OpenFlags;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * The image store of one engine: an OCI image layout under {@code images/} of its data directory and the unpacked
 * layers beside it under {@code layers/}. Every change is written to a temporary file, synced and renamed. All methods
 * may be called from several threads.
 */
public final class ImageStore implements AutoCloseable {

    private final Fd lock;
    private final Contents contents;
    private final Catalog catalog;
    private final LayerIngest ingest;
    private final Unpacking unpacking;
    private final BuildStore builds;

    private ImageStore(Fd lock, Contents contents) {
        this.lock = lock;
        this.contents = contents;
        this.catalog = new Catalog(contents);
        this.ingest = new LayerIngest(contents.blobs(), contents.layers(), TarLimits.DEFAULT);
        this.unpacking = new Unpacking(contents, ingest);
        this.builds = new BuildStore(contents, unpacking);
    }

    /**
     * Opens the store, makes it if it is not there, and locks it.
     *
     * @param data the engine's data directory
     * @throws StoreUnavailable if another engine holds it
     * @throws IOException if it cannot be read or made
     */
    public static ImageStore open(Path data) throws IOException {
        Path root = data.toAbsolutePath();
        Path layout = Files.createDirectories(root.resolve("images"));
        Fd lock = Fd.open(layout.resolve("lock"), OpenFlags.CREAT | OpenFlags.RDWR, 0600);
        boolean done = false;
        try {
            if (!locked(lock)) {
                throw new StoreUnavailable("the image store " + data + " is in use by another engine; stop that one, "
                        + "or give this one another directory with --data");
            }
            ImageStore store = new ImageStore(lock, new Contents(new BlobStore(layout),
                    new LayerStore(root.resolve("layers")), new IndexFile(layout), new Leases()));
            done = true;
            return store;
        } finally {
            if (!done) {
                lock.close();
            }
        }
    }

    /**
     * Takes the lock. An engine that was killed while it made a process has left the lock to that one until it executes
     * its program, so "taken" counts only when it stays so for a second.
     */
    private static boolean locked(Fd lock) throws KernelException {
        long end = System.nanoTime() + 1_000_000_000L;
        while (!FileCalls.tryLock(lock.number())) {
            if (System.nanoTime() > end) {
                return false;
            }
            LockSupport.parkNanos(10_000_000);
        }
        return true;
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
        if (name.isPresent()) {
            checkNew(name.get());
        }
        return get(new Importer(contents, ingest).run(archive, name.map(Reference::withDefaultTag), options)
                .toString());
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
        List<Image> loaded = new ArrayList<>();
        for (ImageId id : new ArchiveLoader(contents, catalog, unpacking).load(archive, progress)) {
            loaded.add(get(id.toString()));
        }
        return loaded;
    }

    /**
     * Pulls an image from its registry and gives it the name.
     *
     * @param name without tag or digest {@code latest}
     * @param platform of an index with several; this machine's if not given
     * @param credentials who one is at the registry
     * @param settings the configuration
     * @param progress hears how it goes on
     * @throws RegistryFailure if the registry does not give it
     * @throws InvalidImage if it is damaged or hostile
     */
    public Image pull(Reference name, Optional<Platform> platform, Optional<Credentials> credentials,
            RegistrySettings settings, Progress progress) throws IOException {
        if (name.familiarRepository().equals(HostImage.NAME)) {
            throw new InvalidReference("\"" + HostImage.NAME + "\" is the built-in image and cannot be pulled");
        }
        return get(new Puller(contents, catalog, unpacking, settings).pull(name.withDefaultTag(), platform, credentials,
                progress).id().toString());
    }

    /**
     * Pushes an image to a registry.
     *
     * @param image one of this store
     * @param name where to, without tag {@code latest}
     * @param credentials who one is at the registry
     * @param settings the configuration
     * @param progress hears how it goes on
     * @return the manifest's digest
     * @throws RegistryFailure if the registry does not take it
     */
    public Digest push(Image image, Reference name, Optional<Credentials> credentials, RegistrySettings settings,
            Progress progress) throws IOException {
        return new Pusher(contents, catalog, settings).push(known(image), name.withDefaultTag(), credentials, progress);
    }

    /**
     * Gives an image a name; an image that had the name loses it.
     *
     * @param image one of this store
     * @param name with a tag, or without for {@code latest}; no digest
     * @throws InvalidReference if the name has a digest or is {@code host}
     */
    public void tag(Image image, Reference name) throws IOException {
        checkNew(name);
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

    /**
     * Makes an image of a container.
     *
     * @param base the image that the container was made from
     * @param upper the container's upper directory; nobody must write to it meanwhile
     * @param options configuration, changes, author
     * @param name the new image's name, without one it is dangling
     * @throws InvalidImage if a change is not understood
     */
    public Image commit(Image base, Path upper, CommitOptions options, Optional<Reference> name) throws IOException {
        if (name.isPresent()) {
            checkNew(name.get());
        }
        if (base.isHost()) {
            throw new ImageConflict("a container of the built-in image " + HostImage.NAME + " cannot be committed: its "
                    + "lower layer is this machine and no image; use export and import");
        }
        return get(new Committer(contents).commit(known(base), upper, options, name.map(Reference::withDefaultTag))
                .toString());
    }

    /**
     * Writes a container's whole root file system as a tar archive.
     *
     * @param upper the container's upper directory
     * @param root what it stands on; what is masked in it is left out
     * @param out where to, buffered; not closed
     */
    public void export(Path upper, RootFilesystem root, OutputStream out) throws IOException {
        List<Path> layers = new ArrayList<>(List.of(upper));
        layers.addAll(root.lowerDirectories());
        Set<String> hidden = new HashSet<>();
        root.maskedPaths().forEach(path -> hidden.add(path.substring(1)));
        try (Fd view = contents.layers().merged(layers)) {
            new LayerPacker(new TarWriter(out), false, hidden).pack(view);
        }
    }

    /**
     * The tags that a registry has of a repository.
     *
     * @param name the repository
     * @param credentials who one is
     * @param settings the configuration
     * @throws RegistryFailure if the registry does not say
     */
    public List<String> tagsAt(Reference name, Optional<Credentials> credentials, RegistrySettings settings)
            throws IOException {
        return RegistryClient.toPull(name, credentials, settings).tags();
    }

    /**
     * Saves images into one archive, an OCI layout with docker's {@code manifest.json}.
     *
     * @param references names, or ids for all names of an image
     * @param out where to, buffered; not closed
     * @throws NoSuchImage if there is none; nothing is written then
     */
    public void save(List<String> references, OutputStream out) throws IOException {
        Map<ImageId, ArchiveSaver.Saved> images = new LinkedHashMap<>();
        for (String reference : references) {
            Image image = get(reference);
            if (image.isHost()) {
                throw new ImageConflict("the built-in image " + HostImage.NAME + " cannot be saved");
            }
            List<Reference> names = new ArrayList<>(images.containsKey(image.id()) ? images.get(image.id()).names()
                    : List.of());
            ArchiveSaver.namesFor(image, reference).stream().filter(n -> !names.contains(n)).forEach(names::add);
            images.put(image.id(), new ArchiveSaver.Saved(known(image), names));
        }
        new ArchiveSaver(contents).save(List.copyOf(images.values()), out);
    }

    /**
     * Hashes all blobs again.
     *
     * @param discard whether to remove damaged blobs, so that a pull fetches them again
     * @param progress hears of each blob
     * @return what is wrong; empty if all is well
     */
    public List<Verifier.Damage> verify(boolean discard, Progress progress) throws IOException {
        return new Verifier(contents, catalog).verify(discard, progress);
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
     * Bytes of an image's layers' files, the lowest first; of the archive as long as a layer is not unpacked.
     *
     * @param image one of this store
     */
    public List<Long> layerSizes(Image image) throws IOException {
        return image.isHost() ? List.of() : catalog.layerSizes(known(image));
    }

    /**
     * Bytes that images take on disk, what they share counted once: blobs and unpacked layers.
     *
     * @throws IOException if a directory cannot be read
     */
    public long diskUsage() throws IOException {
        long bytes = contents.layers().totalSize();
        for (Digest blob : contents.blobs().list()) {
            bytes += contents.blobs().size(blob);
        }
        return bytes;
    }

    /**
     * Removes blobs and unpacked layers that no image leads to and nobody holds: what a crash left behind.
     *
     * @return bytes given back
     */
    public long prune() throws IOException {
        return new Collector(contents).collectAll().bytes();
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

    /** Waits until what was unpacked is on the disk, and gives the lock back. */
    @Override
    public void close() {
        contents.layers().close();
        lock.close();
    }

    private Catalog.Known known(Image image) throws IOException {
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

    private static void checkNew(Reference name) throws InvalidReference {
        if (name.digest().isPresent()) {
            throw new InvalidReference("refusing to create a tag with a digest reference");
        }
        if (name.familiarRepository().equals(HostImage.NAME)) {
            throw new InvalidReference("\"" + HostImage.NAME + "\" is the built-in image and cannot be the name of "
                    + "another one; choose a name like " + HostImage.NAME + "-1");
        }
    }

    private static String shown(String reference) throws InvalidReference {
        boolean id = reference.startsWith("sha256:");
        return id ? reference : Reference.parse(reference).withDefaultTag().familiar();
    }
}
