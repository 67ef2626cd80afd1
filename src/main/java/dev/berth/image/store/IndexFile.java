package dev.berth.image.store;

import dev.berth.image.InvalidImage;
import dev.berth.image.StoreUnavailable;
import dev.berth.image.manifest.Descriptor;
import dev.berth.image.manifest.Index;
import dev.berth.image.manifest.JsonObject;
import dev.berth.image.manifest.MediaTypes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The {@code index.json} of an OCI image layout: which images there are, and their names. Other tools may change it
 * between two looks, so it is read again when it is another file than before.
 */
public final class IndexFile {

    /** Of the image layout, which is the only one until now (image specification, image-layout.md). */
    private static final String VERSION = "1.0.0";

    private static final String REMEDY = "put it back from a copy, or move the directory images away, after which its "
            + "images have to be pulled again";

    private final Path file;
    private List<Descriptor> known = List.of();
    private String knownStamp = "";

    /**
     * The index of a layout; makes {@code oci-layout} and an empty index if they are missing.
     *
     * @param layout the layout's directory
     */
    public IndexFile(Path layout) throws IOException {
        this.file = layout.resolve("index.json");
        Path marker = layout.resolve("oci-layout");
        if (!Files.exists(marker)) {
            replace(marker, ("{\"imageLayoutVersion\":\"" + VERSION + "\"}").getBytes(StandardCharsets.UTF_8));
        } else {
            checkVersion(marker);
        }
        if (!Files.exists(file) && isEmpty(layout.resolve("blobs").resolve("sha256"))) {
            write(List.of());
        }
        entries(); // whoever needs it hears now what is wrong with it, not in the middle of something
    }

    private static boolean isEmpty(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return true;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            return !files.iterator().hasNext();
        }
    }

    /** A layout of another version than this one may mean something else by what it holds. */
    private static void checkVersion(Path marker) throws IOException {
        String version;
        try {
            version = JsonObject.read(Files.readAllBytes(marker), marker.toString())
                    .textNotEmpty("imageLayoutVersion").orElse("");
        } catch (InvalidImage e) {
            throw new StoreUnavailable("the image store's " + marker + " is damaged: " + e.getMessage() + "; remove it "
                    + "if the store is this program's, and it is made again", e);
        }
        if (!version.equals(VERSION)) {
            throw new StoreUnavailable("the image store " + marker.getParent() + " has the layout version \"" + version
                    + "\", this program knows " + VERSION + " only; use the program that made it, or another data "
                    + "directory");
        }
    }

    /** The entries, in order. */
    public synchronized List<Descriptor> entries() throws IOException {
        try {
            String stamp = stamp();
            if (!stamp.equals(knownStamp)) {
                known = Index.read(Files.readAllBytes(file), "").manifests();
                knownStamp = stamp;
            }
            return known;
        } catch (NoSuchFileException e) {
            throw new StoreUnavailable("the image index " + file + " is missing: something removed it; " + REMEDY, e);
        } catch (InvalidImage e) {
            throw new StoreUnavailable("the image index " + file + " is damaged: " + e.getMessage() + "; " + REMEDY, e);
        }
    }

    /**
     * Changes the entries in one step.
     *
     * @param change from the entries as they are to what they shall be
     */
    public synchronized void update(UnaryOperator<List<Descriptor>> change) throws IOException {
        List<Descriptor> before = entries();
        List<Descriptor> after = change.apply(before);
        if (!after.equals(before)) {
            write(after);
        }
    }

    private void write(List<Descriptor> entries) throws IOException {
        replace(file, new Index(MediaTypes.OCI_INDEX, entries).toBytes());
        known = List.copyOf(entries);
        knownStamp = stamp();
    }

    private String stamp() throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return attributes.fileKey() + " " + attributes.size() + ' ' + attributes.lastModifiedTime();
    }

    /** Writes a small file in one step, and so that it lasts. */
    static void replace(Path target, byte[] bytes) throws IOException {
        Path temporary = target.resolveSibling(target.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        BlobStore.syncDirectory(target.getParent());
    }
}
