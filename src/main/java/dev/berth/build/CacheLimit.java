package dev.berth.build;

import dev.berth.image.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** How much of the disk the cache keeps: what was not used for longest goes first. */
final class CacheLimit {

    /** As docker's builder keeps at least where the disk is small. */
    private static final long LEAST_BYTES = 2_000_000_000L;

    private CacheLimit() {
    }

    /**
     * The limit in bytes.
     *
     * @param configured what the configuration says; without it a tenth of the disk, as docker
     * @param directory on the disk
     */
    static long bytes(OptionalLong configured, Path directory) throws IOException {
        return configured.isPresent() ? configured.getAsLong()
                : Math.max(LEAST_BYTES, Files.getFileStore(directory).getTotalSpace() / 10);
    }

    /**
     * The entries that have to go.
     *
     * @param entries all
     * @param keptBytes how many bytes may stay
     * @return their ids
     */
    static Set<Digest> beyond(List<CacheEntry> entries, long keptBytes) {
        long total = entries.stream().filter(entry -> !entry.shared()).mapToLong(CacheEntry::bytes).sum();
        Set<Digest> result = new HashSet<>();
        for (CacheEntry entry : entries.stream().sorted(Comparator.comparing(CacheEntry::lastUsed)).toList()) {
            if (total <= keptBytes) {
                break;
            }
            if (!entry.shared() && !entry.inUse() && entry.bytes() > 0) {
                result.add(entry.id());
                total -= entry.bytes();
            }
        }
        return result;
    }
}
