package dev.berth.build.cache;

import dev.berth.image.store.BuildStore;
import dev.berth.image.Digest;
import dev.berth.image.store.BuiltLayer;
import dev.berth.image.store.Leases;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Steps and what came of them. The cache holds the blobs and unpacked layers of its records from the moment that the
 * engine starts, so that no removal of an image takes one away under a build; pruning gives them up.
 */
public final class BuildCache {

    private static final System.Logger LOG = System.getLogger(BuildCache.class.getName());

    private final BuildStore store;
    private final CacheFile file;
    private final Map<Digest, CacheRecord> records;
    private final Map<Digest, Instant> used;
    /** Whether a layer was added since this was asked last. */
    private boolean grown;
    private final Map<Digest, Leases.Lease> leases = new HashMap<>();

    /**
     * Opens the cache.
     *
     * @param store where the layers are
     * @param file its file; the directory must be there
     * @throws IOException if it cannot be read
     */
    public BuildCache(BuildStore store, Path file) throws IOException {
        this.store = store;
        this.file = new CacheFile(file);
        CacheFile.Content content = this.file.read();
        this.records = content.records();
        this.used = content.used();
        // layers that are gone cannot be used; another tool may have removed them
        records.values().removeIf(record -> record.layer().isPresent()
                && !store.contains(record.layer().get().blob().digest()));
        records.values().forEach(this::hold);
    }

    /** What came of a step before. */
    public synchronized Optional<CacheRecord> find(Digest key) {
        return Optional.ofNullable(records.get(key))
                .filter(r -> r.layer().isEmpty() || store.contains(r.layer().get().blob().digest()));
    }

    /**
     * Notes that a build takes what came of a step. It is kept to the hour, for the choice of what goes first.
     *
     * @param record the step
     */
    public synchronized void use(CacheRecord record) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Instant before = used.put(record.key(), now);
        if (before == null || before.plus(1, ChronoUnit.HOURS).isBefore(now)) {
            try {
                file.use(record.key(), now);
            } catch (IOException e) {
                LOG.log(System.Logger.Level.WARNING, "cannot note that a cached step is used: " + e.getMessage());
            }
        }
    }

    /** When a step was used last; when it was carried out, if never since. */
    public synchronized Instant lastUsed(CacheRecord record) {
        return used.getOrDefault(record.key(), record.created());
    }

    /** Keeps what came of a step; it counts in place of what came of it before. */
    public synchronized void put(CacheRecord record) {
        records.put(record.key(), record);
        grown |= record.layer().isPresent();
        hold(record);
        try {
            file.add(record);
        } catch (IOException e) {
            // the build has succeeded; the next one carries the step out again
            LOG.log(System.Logger.Level.WARNING, "cannot keep a step of a build in the cache: " + e.getMessage());
        }
    }

    /** Whether a layer was added since the last call. */
    public synchronized boolean hasGrown() {
        boolean result = grown;
        grown = false;
        return result;
    }

    /** All records. */
    public synchronized List<CacheRecord> all() {
        return List.copyOf(records.values());
    }

    /**
     * What was removed.
     *
     * @param keys of the records
     * @param bytes given back
     */
    public record Pruned(List<Digest> keys, long bytes) {
    }

    /**
     * Removes records, and those layers of theirs that nothing else needs.
     *
     * @param which the records
     * @throws IOException if a file cannot be written or removed
     */
    public synchronized Pruned prune(Predicate<CacheRecord> which) throws IOException {
        List<CacheRecord> removed = new ArrayList<>(records.values().stream().filter(which).toList());
        if (removed.isEmpty()) {
            return new Pruned(List.of(), 0);
        }
        Set<BuiltLayer> layers = new HashSet<>();
        Set<Digest> chains = new HashSet<>();
        for (CacheRecord record : removed) {
            records.remove(record.key());
            used.remove(record.key());
            release(record);
            record.layer().ifPresent(layers::add);
            record.chain().ifPresent(chains::add);
        }
        file.write(new CacheFile.Content(records, used));
        return new Pruned(removed.stream().map(CacheRecord::key).toList(), store.collect(layers, chains));
    }

    /** The lease of a record of the same key that was there before is given up when the new one holds. */
    private void hold(CacheRecord record) {
        Leases.Lease lease = store.hold();
        record.layer().ifPresent(layer -> lease.hold(layer.blob().digest()));
        record.chain().ifPresent(lease::hold);
        Leases.Lease before = leases.put(record.key(), lease);
        if (before != null) {
            before.close();
        }
    }

    private void release(CacheRecord record) {
        Leases.Lease lease = leases.remove(record.key());
        if (lease != null) {
            lease.close();
        }
    }
}
