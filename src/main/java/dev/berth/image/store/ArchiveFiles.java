package dev.berth.image.store;

import dev.berth.image.Digest;
import dev.berth.image.InvalidImage;
import dev.berth.image.Progress;
import dev.berth.image.layer.Compression;
import dev.berth.image.layer.RatioGuard;
import dev.berth.image.layer.TarEntry;
import dev.berth.image.layer.TarLimits;
import dev.berth.image.layer.TarReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The files of an image archive, taken into the blob store in one pass whatever their order. Names are only looked up,
 * never used as paths.
 */
final class ArchiveFiles {

    private static final int ENTRY_LIMIT = 100_000;
    private static final int LINK_LIMIT = 8;
    /** Of all names together; a name of an image's archive has some seventy characters. */
    private static final int NAMES_LIMIT = 16 << 20;
    private static final int BUFFER = 128 * 1024;
    private static final String BLOBS = "blobs/sha256/";
    private static final int SHOWN_DIGITS = 12;

    /** Between two reports of one file. */
    private static final long REPORT_NANOS = 100_000_000;

    private final BlobStore blobs;
    private final Progress progress;
    private final Map<String, Digest> files = new HashMap<>();
    private final Map<String, String> links = new HashMap<>();
    private long characters;

    private ArchiveFiles(BlobStore blobs, Progress progress) {
        this.blobs = blobs;
        this.progress = progress;
    }

    /**
     * Reads an archive to its end.
     *
     * @param archive plain or compressed
     * @param blobs where its files go
     * @param lease holds them
     * @param progress hears how far each large blob is
     */
    static ArchiveFiles read(InputStream archive, BlobStore blobs, Leases.Lease lease, Progress progress)
            throws IOException {
        BufferedInputStream raw = new BufferedInputStream(archive, BUFFER);
        Compression compression = Compression.of(raw);
        RatioGuard guard = new RatioGuard(TarLimits.DEFAULT.ratio());
        TarReader tar = new TarReader(new BufferedInputStream(guard.plain(compression.open(guard.compressed(raw))),
                BUFFER), true);
        ArchiveFiles result = new ArchiveFiles(blobs, progress);
        Optional<TarEntry> entry = tar.next();
        while (entry.isPresent()) {
            result.add(entry.get(), tar, lease);
            entry = tar.next();
        }
        return result;
    }

    /** The digest of a file, also of one that another one links to. */
    Optional<Digest> find(String name) {
        String path = normal(name);
        for (int i = 0; i < LINK_LIMIT; i++) {
            if (files.containsKey(path)) {
                return Optional.of(files.get(path));
            }
            if (!links.containsKey(path)) {
                break;
            }
            path = links.get(path);
        }
        return Optional.empty();
    }

    /** A file that must be there. */
    Digest get(String name) throws InvalidImage {
        return find(name).orElseThrow(() -> new InvalidImage("the archive lacks the file "
                + TarEntry.shown(name) + " that it refers to"));
    }

    private void add(TarEntry entry, TarReader tar, Leases.Lease lease) throws IOException {
        if (files.size() + links.size() >= ENTRY_LIMIT) {
            throw new InvalidImage("refused the archive: it has more than " + ENTRY_LIMIT + " files");
        }
        characters += entry.name().length() + entry.linkName().length();
        if (characters > NAMES_LIMIT) {
            throw new InvalidImage("refused the archive: the names of its files have more than " + NAMES_LIMIT
                    + " characters together");
        }
        String name = normal(entry.name());
        switch (entry.type()) {
            case FILE -> {
                Digest digest = store(entry, name, tar, lease);
                if (files.put(name, digest) != null) {
                    throw new InvalidImage("refused the archive: it has the file " + entry.shownName() + " twice");
                }
            }
            case SYMLINK -> {
                int slash = name.lastIndexOf('/');
                links.put(name, normal(slash < 0 ? entry.linkName() : name.substring(0, slash + 1) + entry.linkName()));
            }
            case HARDLINK -> links.put(name, normal(entry.linkName()));
            case DIRECTORY -> {
            }
            default -> throw new InvalidImage("refused the archive: " + entry.shownName() + " is a device or a pipe");
        }
    }

    private Digest store(TarEntry entry, String name, TarReader tar, Leases.Lease lease) throws IOException {
        if (entry.sparse().length > 0) {
            throw new InvalidImage("refused the archive: " + entry.shownName() + " is stored as a sparse file");
        }
        try (BlobWriter writer = blobs.begin()) {
            byte[] buffer = new byte[BUFFER];
            int n = tar.read(buffer, 0, BUFFER);
            long reported = System.nanoTime();
            while (n >= 0) {
                writer.write(buffer, 0, n);
                n = tar.read(buffer, 0, BUFFER);
                if (name.startsWith(BLOBS) && System.nanoTime() - reported >= REPORT_NANOS) {
                    reported = System.nanoTime();
                    progress.part(shown(name), "Loading layer", writer.size(), entry.size());
                }
            }
            if (name.startsWith(BLOBS)) {
                Digest expected = Digest.parse("sha256:" + name.substring(BLOBS.length()));
                writer.commit(expected, lease);
                return expected;
            }
            return writer.commit(lease);
        }
    }

    /** As {@link Digest#shortened()} of the blob. */
    private static String shown(String name) {
        return name.substring(BLOBS.length(), Math.min(name.length(), BLOBS.length() + SHOWN_DIGITS));
    }

    /** Without {@code .} and with {@code ..} resolved as text; a key of a map, nothing more. */
    private static String normal(String path) {
        java.util.ArrayDeque<String> names = new java.util.ArrayDeque<>();
        for (String name : path.split("/")) {
            if (name.equals("..")) {
                names.pollLast();
            } else if (!name.isEmpty() && !name.equals(".")) {
                names.addLast(name);
            }
        }
        return String.join("/", names);
    }
}
