package dev.berth.image.store;

import dev.berth.image.Digest;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Beginnings of blobs that an engine was fetching when it was killed. A download goes on behind them; whether they are
 * right shows when the whole is hashed. While a blob is written its file is {@code DIGEST.RANDOM.part}; the next start
 * makes {@code DIGEST.partial} of it.
 */
public final class PartialBlobs {

    private static final String WRITTEN = ".part";
    private static final String LEFT = ".partial";
    private static final int HEX = 64;
    /** Whoever has not come back for a download by then does not miss it. */
    private static final Duration KEPT = Duration.ofDays(7);

    private final Path directory;

    PartialBlobs(Path directory) {
        this.directory = directory;
    }

    /** A file for a blob that is to be written. */
    Path create(Digest expected) throws IOException {
        return Files.createTempFile(directory, expected.hex() + '.', WRITTEN);
    }

    /** Keeps of what an earlier engine left half done the largest beginning of each blob, and removes the rest. */
    void collect() throws IOException {
        Instant oldest = Instant.now().minus(KEPT);
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> left = Files.newDirectoryStream(directory)) {
            left.forEach(files::add);
        }
        for (Path file : files) {
            String name = file.getFileName().toString();
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            boolean beginning = (name.endsWith(WRITTEN) || name.endsWith(LEFT)) && name.indexOf('.') == HEX
                    && attributes.size() > 0 && attributes.lastModifiedTime().toInstant().isAfter(oldest);
            Path kept = beginning ? directory.resolve(name.substring(0, HEX) + LEFT) : file;
            if (!beginning || !file.equals(kept) && Files.exists(kept) && Files.size(kept) >= attributes.size()) {
                Files.deleteIfExists(file);
            } else if (!file.equals(kept)) {
                Files.move(file, kept, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /**
     * The beginning of a blob.
     *
     * @param digest of the whole
     */
    public Optional<Path> find(Digest digest) {
        Path file = directory.resolve(digest.hex() + LEFT);
        return Files.exists(file) ? Optional.of(file) : Optional.empty();
    }

    /** Removes the beginning of a blob, which is there as a whole now, or was wrong. */
    public void drop(Digest digest) throws IOException {
        Files.deleteIfExists(directory.resolve(digest.hex() + LEFT));
    }

    /**
     * Removes all beginnings.
     *
     * @return bytes given back
     */
    long dropAll() throws IOException {
        long bytes = 0;
        try (DirectoryStream<Path> left = Files.newDirectoryStream(directory, "*" + LEFT)) {
            for (Path file : left) {
                bytes += Files.size(file);
                Files.deleteIfExists(file);
            }
        }
        return bytes;
    }
}
