package dev.berth.image.store;

import dev.berth.image.Digest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who holds which blobs and unpacked layers, so that garbage collection leaves them alone: work that has not reached the
 * index yet, and containers that stand on layers. Removal asks under the same lock under which holders come in, so none
 * comes between the question and the removal.
 */
public final class Leases {

    private final Map<Digest, Integer> held = new HashMap<>();

    /** Begins to hold; nothing yet. */
    public Lease begin() {
        return new Lease();
    }

    /**
     * Removes what nobody holds.
     *
     * @param digests what may go
     * @param removal removes one and says how many bytes that gave back
     * @return what was removed
     */
    public synchronized List<Removed> removeFree(Collection<Digest> digests, Removal removal)
            throws java.io.IOException {
        List<Removed> removed = new ArrayList<>();
        for (Digest digest : digests) {
            if (!held.containsKey(digest)) {
                removed.add(new Removed(digest, removal.remove(digest)));
            }
        }
        return removed;
    }

    /** How to remove one thing. */
    @FunctionalInterface
    public interface Removal {
        /** Removes it and answers the bytes given back. */
        long remove(Digest digest) throws java.io.IOException;
    }

    /**
     * What was removed.
     *
     * @param digest which
     * @param bytes given back
     */
    public record Removed(Digest digest, long bytes) {
    }

    /** Holds what it was told to, until it is closed. */
    public final class Lease implements AutoCloseable {
        private final List<Digest> mine = new ArrayList<>();

        /** Holds one more; harmless if it does not exist yet. */
        public void hold(Digest digest) {
            synchronized (Leases.this) {
                held.merge(digest, 1, Integer::sum);
                mine.add(digest);
            }
        }

        @Override
        public void close() {
            synchronized (Leases.this) {
                for (Digest digest : mine) {
                    held.computeIfPresent(digest, (d, n) -> n == 1 ? null : n - 1);
                }
                mine.clear();
            }
        }
    }
}
