package dev.berth.image.store;

import dev.berth.image.Digest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who holds which blobs and unpacked layers, so that garbage collection leaves them alone: work that has not reached
 * the index yet, and containers that stand on layers.
 *
 * <p>A holder first holds and then looks whether the thing is there; it enters the index before it lets go. Collection
 * reads the index and removes within {@link #exclusively}, while nobody can begin to hold or let go. So whatever it
 * finds free and unreachable stays so until it is removed.
 */
public final class Leases {

    private final Map<Digest, Integer> held = new HashMap<>();

    /** Begins to hold; nothing yet. */
    public Lease begin() {
        return new Lease();
    }

    /**
     * Works while nobody begins to hold or lets go.
     *
     * @param collection what to do; gets what is held
     * @return what it answers
     */
    public synchronized <T> T exclusively(Collection<T> collection) throws IOException {
        return collection.run(Collections.unmodifiableSet(held.keySet()));
    }

    /** What removes things that nobody holds. */
    @FunctionalInterface
    public interface Collection<T> {
        /** Does it, leaving alone what is held. */
        T run(Set<Digest> held) throws IOException;
    }

    /** Holds what it was told to, until it is closed. */
    public final class Lease implements AutoCloseable {
        private final List<Digest> mine = new ArrayList<>();

        /** Holds one more; also one that does not exist yet. */
        public void hold(Digest digest) {
            synchronized (Leases.this) {
                held.merge(digest, 1, Integer::sum);
                mine.add(digest);
            }
        }

        /** All that it holds. */
        public Set<Digest> digests() {
            synchronized (Leases.this) {
                return new HashSet<>(mine);
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
