package dev.berth.build;

import dev.berth.image.Digest;
import dev.berth.image.store.Hashing;
import dev.berth.kernel.FileTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Directories of {@code --mount=type=cache}, which live on between builds. A cache's id becomes a digest before it
 * becomes a name, so that no id can be a path (buildah CVE-2024-9675).
 */
final class CacheDirectories {

    private final Path root;
    private final Map<String, Integer> inUse = new HashMap<>();

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
     */
    synchronized Held shared(String id) throws IOException {
        return take(name(id, 0));
    }

    /**
     * Takes a cache when nobody has it.
     *
     * @param id its id
     */
    synchronized Held locked(String id) throws IOException, InterruptedException {
        String name = name(id, 0);
        while (inUse.containsKey(name)) {
            wait();
        }
        return take(name);
    }

    /**
     * Takes a cache that nobody else has; another one is made if somebody does.
     *
     * @param id its id
     */
    synchronized Held alone(String id) throws IOException {
        int number = 0;
        while (inUse.containsKey(name(id, number))) {
            number++;
        }
        return take(name(id, number));
    }

    private Held take(String name) throws IOException {
        Path path = Files.createDirectories(root).resolve(name);
        inUse.merge(name, 1, Integer::sum);
        return new Held(path, !Files.exists(path));
    }

    /** Gives a cache back. */
    synchronized void give(Held held) {
        inUse.computeIfPresent(held.path().getFileName().toString(), (name, n) -> n == 1 ? null : n - 1);
        notifyAll();
    }

    /**
     * Removes the caches that are not in use.
     *
     * @return their names
     */
    synchronized List<Digest> prune() throws IOException {
        List<Digest> removed = new ArrayList<>();
        if (!Files.isDirectory(root)) {
            return removed;
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(root)) {
            for (Path one : all) {
                String name = one.getFileName().toString();
                if (!inUse.containsKey(name)) {
                    FileTree.remove(one);
                    removed.add(new Digest(name));
                }
            }
        }
        return removed;
    }

    private static String name(String id, int number) {
        return Hashing.digest((number + "/" + id).getBytes(StandardCharsets.UTF_8)).hex();
    }
}
