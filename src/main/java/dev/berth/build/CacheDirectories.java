package dev.berth.build;

import dev.berth.image.Digest;
import dev.berth.image.layer.TreeSize;
import dev.berth.image.store.Hashing;
import dev.berth.kernel.FileTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Directories of {@code --mount=type=cache}, which live on between builds. A cache's id becomes a digest before it
 * becomes a name, so that no id can be a path (buildah CVE-2024-9675). Beside each is a file that says where it was
 * mounted and, by its time, when it was used last.
 */
final class CacheDirectories {

    private static final String ABOUT = ".about";

    private final Path root;
    private final Map<String, Integer> inUse = new HashMap<>();
    /** Bytes of those that nobody has used since they were counted. */
    private final Map<String, Long> sizes = new HashMap<>();
    private boolean grown;

    /** The directories below one. */
    CacheDirectories(Path root) {
        this.root = root;
    }

    /**
     * A directory in use.
     *
     * @param path where it is; may not be there yet
     * @param fresh whether it was never used
     */
    record Held(Path path, boolean fresh) {
    }

    /**
     * Takes a cache that others may use at the same time.
     *
     * @param id its id
     * @param target where it is mounted
     */
    synchronized Held shared(String id, String target) throws IOException {
        return take(name(id, 0), target);
    }

    /**
     * Takes a cache when nobody has it.
     *
     * @param id its id
     * @param target where it is mounted
     */
    synchronized Held locked(String id, String target) throws IOException, InterruptedException {
        String name = name(id, 0);
        while (inUse.containsKey(name)) {
            wait();
        }
        return take(name, target);
    }

    /**
     * Takes a cache that nobody else has; another one is made if somebody does.
     *
     * @param id its id
     * @param target where it is mounted
     */
    synchronized Held alone(String id, String target) throws IOException {
        int number = 0;
        while (inUse.containsKey(name(id, number))) {
            number++;
        }
        return take(name(id, number), target);
    }

    private Held take(String name, String target) throws IOException {
        Path path = Files.createDirectories(root).resolve(name);
        Path about = about(name);
        if (Files.exists(about)) {
            Files.setLastModifiedTime(about, FileTime.from(Instant.now()));
        } else {
            Files.writeString(about, target);
        }
        inUse.merge(name, 1, Integer::sum);
        sizes.remove(name);
        grown = true;
        return new Held(path, !Files.exists(path));
    }

    private Path about(String name) {
        return root.resolve(name + ABOUT);
    }

    /** Gives a cache back. */
    synchronized void give(Held held) {
        String name = held.path().getFileName().toString();
        inUse.computeIfPresent(name, (key, n) -> n == 1 ? null : n - 1);
        sizes.remove(name);
        notifyAll();
    }

    /** Whether one was used since the last call. */
    synchronized boolean hasGrown() {
        boolean result = grown;
        grown = false;
        return result;
    }

    /** All of them, with what they take. */
    synchronized List<CacheEntry> entries() throws IOException {
        List<CacheEntry> entries = new ArrayList<>();
        for (String name : names()) {
            Path about = about(name);
            BasicFileAttributes times = Files.readAttributes(Files.exists(about) ? about : root.resolve(name),
                    BasicFileAttributes.class);
            String target = Files.exists(about) ? Files.readString(about) : "";
            entries.add(new CacheEntry(new Digest(name), CacheEntry.Kind.DIRECTORY,
                    target.isEmpty() ? "cache mount" : "cache mount " + target, times.creationTime().toInstant(),
                    times.lastModifiedTime().toInstant(), bytes(name), false, inUse.containsKey(name)));
        }
        return entries;
    }

    private List<String> names() throws IOException {
        List<String> names = new ArrayList<>();
        if (Files.isDirectory(root)) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(root, one -> !one.toString().endsWith(ABOUT))) {
                all.forEach(one -> names.add(one.getFileName().toString()));
            }
        }
        return names;
    }

    private long bytes(String name) throws IOException {
        Long known = sizes.get(name);
        if (known != null) {
            return known;
        }
        long bytes = TreeSize.of(root.resolve(name));
        if (!inUse.containsKey(name)) {
            sizes.put(name, bytes);
        }
        return bytes;
    }

    /**
     * Removes caches that are not in use.
     *
     * @param which of them
     * @return those that went
     */
    synchronized List<CacheEntry> prune(Predicate<CacheEntry> which) throws IOException {
        List<CacheEntry> removed = new ArrayList<>();
        for (CacheEntry entry : entries()) {
            if (!entry.inUse() && which.test(entry)) {
                String name = entry.id().hex();
                FileTree.remove(root.resolve(name));
                Files.deleteIfExists(about(name));
                sizes.remove(name);
                removed.add(entry);
            }
        }
        return removed;
    }

    private static String name(String id, int number) {
        return Hashing.digest((number + "/" + id).getBytes(StandardCharsets.UTF_8)).hex();
    }
}
