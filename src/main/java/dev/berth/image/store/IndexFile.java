package dev.berth.image.store;

import dev.berth.image.InvalidImage;
import dev.berth.image.StoreUnavailable;
import dev.berth.image.manifest.Descriptor;
import dev.berth.image.manifest.Index;
import dev.berth.image.manifest.MediaTypes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
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
            replace(marker, "{\"imageLayoutVersion\":\"1.0.0\"}".getBytes(StandardCharsets.UTF_8));
        }
        if (!Files.exists(file)) {
            write(List.of());
        }
    }

    /** The entries, in order. */
    public synchronized List<Descriptor> entries() throws IOException {
        String stamp = stamp();
        if (!stamp.equals(knownStamp)) {
            try {
                known = Index.read(Files.readAllBytes(file), "").manifests();
            } catch (NoSuchFileException e) {
                throw new StoreUnavailable("the image index " + file + " is missing: something removed it", e);
            } catch (InvalidImage e) {
                throw new StoreUnavailable("the image index " + file + " is damaged: " + e.getMessage(), e);
            }
            knownStamp = stamp;
        }
        return known;
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
