package dev.berth.image.registry;

import dev.berth.image.Digest;
import dev.berth.image.InvalidImage;
import dev.berth.image.layer.Compression;
import dev.berth.image.manifest.JsonObject;
import dev.berth.image.store.BlobStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What layers that lie in the store uncompressed became when they were pushed, and where they are: the next push then
 * compresses nothing, and the manifest stays the same. A file of the store; without it, or when it is damaged, all is
 * compressed once more.
 */
final class PushedLayers {

    /** More are not remembered; the oldest are forgotten. */
    private static final int MOST = 2000;
    private static final int MOST_REPOSITORIES = 16;

    private final Path file;
    private Optional<Map<String, Entry>> known = Optional.empty();

    /**
     * Those of a store.
     *
     * @param blobs the store
     */
    PushedLayers(BlobStore blobs) {
        this.file = blobs.layout().resolve("pushed-layers.json");
    }

    /**
     * A layer in its compressed form.
     *
     * @param digest of the compressed blob
     * @param size of it in bytes
     * @param repositories with their registry, the last one first
     */
    record Entry(Digest digest, long size, List<String> repositories) {
    }

    /** What a layer became. */
    synchronized Optional<Entry> find(Digest plain, Compression compression) {
        return Optional.ofNullable(entries().get(key(plain, compression)));
    }

    /** Remembers what a layer became, and that a repository has it. */
    synchronized void remember(Digest plain, Compression compression, Digest digest, long size, String repository)
            throws IOException {
        Map<String, Entry> entries = entries();
        Entry before = entries.remove(key(plain, compression));
        List<String> repositories = new ArrayList<>(List.of(repository));
        if (before != null && before.digest().equals(digest)) {
            before.repositories().stream().filter(r -> !r.equals(repository)).limit(MOST_REPOSITORIES - 1)
                    .forEach(repositories::add);
        }
        Entry now = new Entry(digest, size, List.copyOf(repositories));
        entries.put(key(plain, compression), now);
        if (entries.size() > MOST) {
            entries.remove(entries.keySet().iterator().next());
        }
        if (!now.equals(before)) {
            write(entries);
        }
    }

    private static String key(Digest plain, Compression compression) {
        return plain + "+" + compression.name().toLowerCase(java.util.Locale.ROOT);
    }

    private Map<String, Entry> entries() {
        if (known.isEmpty()) {
            known = Optional.of(read());
        }
        return known.get();
    }

    private Map<String, Entry> read() {
        Map<String, Entry> entries = new LinkedHashMap<>();
        try {
            if (!Files.exists(file)) {
                return entries;
            }
            JsonObject json = JsonObject.read(Files.readAllBytes(file), file.toString());
            for (String key : json.keys()) {
                JsonObject entry = json.object(key).orElseThrow(() -> new InvalidImage(key + " has no object"));
                entries.put(key, new Entry(entry.requiredDigest("digest"), entry.requiredNumber("size"),
                        entry.texts("repositories")));
            }
        } catch (IOException e) {
            System.getLogger(PushedLayers.class.getName()).log(System.Logger.Level.WARNING,
                    "What was pushed before is forgotten: {0}", e.getMessage());
            entries.clear();
        }
        return entries;
    }

    private void write(Map<String, Entry> entries) throws IOException {
        Map<String, Object> tree = new LinkedHashMap<>();
        entries.forEach((key, entry) -> tree.put(key, Map.of("digest", entry.digest().toString(), "size", entry.size(),
                "repositories", entry.repositories())));
        Path temporary = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel out = FileChannel.open(temporary, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(JsonObject.write(tree));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
