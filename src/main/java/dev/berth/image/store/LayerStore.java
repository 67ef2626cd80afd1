package dev.berth.image.store;

import dev.berth.image.Digest;
import dev.berth.image.InvalidImage;
import dev.berth.image.StoreUnavailable;
import dev.berth.image.layer.LayerUnpacker;
import dev.berth.image.layer.LowerLayers;
import dev.berth.image.layer.LowerLinkMaker;
import dev.berth.image.layer.LowerLinks;
import dev.berth.image.layer.TarLimits;
import dev.berth.image.layer.TarReader;
import dev.berth.image.layer.WhiteoutMarks;
import dev.berth.kernel.Fd;
import dev.berth.kernel.FileCalls;
import dev.berth.kernel.FileTree;
import dev.berth.kernel.OpenFlags;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Unpacked layers, one directory a chain id: {@code diff/} is the lower directory, {@code size} how many bytes its
 * files have. A layer appears under its name only when it is whole; how it survives a loss of power, see {@link
 * LayerSync}.
 */
public final class LayerStore implements AutoCloseable {

    /** Half of the digest's digits: still no two alike, and 40 layers fit into one page of mount options. */
    private static final int NAME_DIGITS = 32;
    private static final String TEMPORARY = "tmp-";

    private final Path directory;
    private final StorageDriver driver;
    private final LayerSync sync;
    private final Map<Digest, Long> sizes = new ConcurrentHashMap<>();

    /**
     * The layers in a directory.
     *
     * @param directory made if it is missing, for nobody else to enter: layers hold setuid programs and devices
     * @param driver how they lie there
     */
    public LayerStore(Path directory, StorageDriver driver) throws IOException {
        this.driver = driver;
        this.directory = Files.createDirectories(directory);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        try (Fd fd = Fd.open(directory, OpenFlags.DIRECTORY, 0)) {
            FileCalls.spread(fd.number());
        }
        this.sync = new LayerSync(directory);
        for (String name : names()) {
            boolean layer = name.length() == NAME_DIGITS;
            if (name.startsWith(TEMPORARY) || name.startsWith("view")
                    || layer && !Files.isDirectory(directory.resolve(name).resolve("diff"))) {
                FileTree.remove(directory.resolve(name));
            } else if (sync.isLost(directory.resolve(name))) {
                deleteNamed(name);
            }
        }
    }

    /** The lower directory of a chain. */
    public Path diff(Digest chain) {
        return directory.resolve(name(chain)).resolve("diff");
    }

    /** How layers and containers' files lie on the disk. */
    StorageDriver driver() {
        return driver;
    }

    /** What a container wrote, in a directory of its own. */
    WritableLayer writable(Path container) {
        return driver.writable(container, directory);
    }

    /**
     * The directories that a root file system consists of.
     *
     * @param chains the layers, the lowest first
     * @return the top one first
     */
    List<Path> lowers(List<Digest> chains) {
        List<Path> layers = new ArrayList<>(chains.size());
        for (int i = chains.size() - 1; i >= 0; i--) {
            layers.add(diff(chains.get(i)));
        }
        return driver.lowers(layers);
    }

    /** Whether a chain's layer is unpacked. */
    public boolean contains(Digest chain) {
        return Files.exists(directory.resolve(name(chain)));
    }

    /** Bytes of a layer's files; 0 if it is not unpacked. */
    public long size(Digest chain) throws IOException {
        Long known = sizes.get(chain);
        if (known != null && contains(chain)) {
            return known;
        }
        long size = readSize(name(chain));
        if (contains(chain)) {
            sizes.put(chain, size);
        }
        return size;
    }

    private long readSize(String name) throws IOException {
        Path file = directory.resolve(name).resolve("size");
        try {
            return Long.parseLong(Files.readString(file).trim());
        } catch (NoSuchFileException e) {
            return 0;
        } catch (NumberFormatException e) {
            throw new StoreUnavailable("the size of an unpacked layer cannot be read: " + file + " is damaged; remove "
                    + file.getParent() + " to have it unpacked again", e);
        }
    }

    /**
     * Unpacks a layer into a temporary place.
     *
     * @param archive the layer, plain
     * @param limits what it may be at most
     * @return the place, to be given to {@link #accept} or {@link #discard}
     */
    public Unpacked unpack(TarReader archive, TarLimits limits) throws IOException {
        Path temporary = Files.createTempDirectory(directory, TEMPORARY);
        boolean done = false;
        try {
            Path diff = Files.createDirectory(temporary.resolve("diff"));
            try (LayerUnpacker unpacker = LayerUnpacker.open(diff, limits, driver.marks())) {
                long size = unpacker.unpack(archive);
                writeSize(temporary, size);
                done = true;
                return new Unpacked(temporary, size, unpacker.implied(), unpacker.lowerLinks(),
                        limits.totalBytes() - size);
            }
        } finally {
            if (!done) {
                FileTree.remove(temporary);
            }
        }
    }

    /** A temporary place for a layer that somebody else writes; it is removed when the store is opened next. */
    Path temporary() throws IOException {
        return Files.createTempDirectory(directory, TEMPORARY);
    }

    /**
     * Puts an unpacked layer in its place; if it is there already the new one is thrown away.
     *
     * @param unpacked the layer
     * @param chain its chain id
     * @param below chain ids of the layers below, the lowest first, in their places
     * @throws InvalidImage if it has a hard link to a file that none of them has; it is thrown away then
     */
    public void accept(Unpacked unpacked, Digest chain, List<Digest> below) throws IOException {
        place(unpacked, chain, () -> settle(unpacked, lowers(below)));
    }

    /**
     * Puts a layer in its place that is as the driver wants it; if it is there already the new one is thrown away.
     *
     * @param unpacked the layer
     * @param chain its chain id
     */
    void acceptSettled(Unpacked unpacked, Digest chain) throws IOException {
        place(unpacked, chain, () -> { });
    }

    /** Makes a layer ready for its place. */
    private interface Preparation {
        void run() throws IOException;
    }

    private void place(Unpacked unpacked, Digest chain, Preparation preparation) throws IOException {
        if (contains(chain)) {
            discard(unpacked);
            return;
        }
        boolean done = false;
        try {
            preparation.run();
            sync.mark(unpacked.place());
            done = moved(unpacked.place(), directory.resolve(name(chain)));
        } finally {
            if (!done) {
                discard(unpacked);
            }
        }
    }

    private void settle(Unpacked unpacked, List<Path> lowers) throws IOException {
        List<String> implied = new ArrayList<>(unpacked.implied());
        if (!unpacked.links().isEmpty()) {
            makeLinks(unpacked, lowers, implied);
        }
        try (LowerLayers layers = LowerLayers.open(lowers)) {
            layers.bequeath(unpacked.place().resolve("diff"), implied);
        }
        driver.settle(unpacked.place(), lowers);
    }

    /** Whether this one was the first there. */
    private boolean moved(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (Files.exists(to)) {
                return false;
            }
            throw e;
        }
        sync.begin(to);
        return true;
    }

    private void makeLinks(Unpacked unpacked, List<Path> lowers, List<String> implied) throws IOException {
        Path none = Files.createDirectory(unpacked.place().resolve("none"));
        try (Fd layer = Fd.open(unpacked.place().resolve("diff"), OpenFlags.DIRECTORY, 0);
                Fd below = MergedView.open(lowers.isEmpty() ? List.of(none) : lowers, directory)) {
            long copied = new LowerLinkMaker(layer, below, implied).make(unpacked.links(), unpacked.bytesLeft());
            writeSize(unpacked.place(), unpacked.sizeBytes() + copied);
        }
        Files.delete(none);
    }

    private static void writeSize(Path layer, long bytes) throws IOException {
        Files.writeString(layer.resolve("size"), Long.toString(bytes));
    }

    /** Throws an unpacked layer away. */
    public void discard(Unpacked unpacked) throws IOException {
        FileTree.remove(unpacked.place());
    }

    /**
     * Removes a chain's layer; not there is as good as removed.
     *
     * @return bytes given back
     */
    public long delete(Digest chain) throws IOException {
        return contains(chain) ? deleteNamed(name(chain)) : 0;
    }

    /**
     * Removes all layers but some.
     *
     * @param kept {@linkplain #name names} of directories to leave alone
     * @return bytes given back
     */
    public long deleteAllBut(Set<String> kept) throws IOException {
        long bytes = 0;
        for (String name : names()) {
            if (name.length() == NAME_DIGITS && !kept.contains(name)) {
                bytes += deleteNamed(name);
            }
        }
        return bytes;
    }

    /**
     * Directories merged into one tree to read.
     *
     * @param layers the top one first
     * @return the tree's root; what is merged lasts as long as it is open
     */
    public Fd merged(List<Path> layers) throws IOException {
        return MergedView.open(layers, directory);
    }

    private long deleteNamed(String name) throws IOException {
        long size = readSize(name);
        // first out of the way in one step, so that a crash leaves no half layer under a good name
        Path doomed = Files.createTempDirectory(directory, TEMPORARY);
        Files.move(directory.resolve(name), doomed.resolve("layer"), StandardCopyOption.ATOMIC_MOVE);
        FileTree.remove(doomed);
        return size;
    }

    /** Waits until what was unpacked is on the disk. */
    @Override
    public void close() {
        sync.close();
    }

    /** The names of the directories here. */
    private List<String> names() throws IOException {
        List<String> result = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                result.add(file.getFileName().toString());
            }
        }
        return result;
    }

    /** The name of a chain's directory. */
    public static String name(Digest chain) {
        return chain.hex().substring(0, NAME_DIGITS);
    }

    /**
     * A layer in its temporary place.
     *
     * @param place the directory
     * @param sizeBytes of its files
     * @param implied directories that take owner, mode and attributes from the layers below
     * @param links hard links to files of the layers below
     * @param bytesLeft how many bytes such files may have
     */
    public record Unpacked(Path place, long sizeBytes, List<String> implied, LowerLinks links, long bytesLeft) {

        /** Of a layer that was written in place on top of those below it, and is complete. */
        static Unpacked whole(Path place, long sizeBytes) {
            return new Unpacked(place, sizeBytes, List.of(), new LowerLinks(WhiteoutMarks.OVERLAY), 0);
        }
    }
}
