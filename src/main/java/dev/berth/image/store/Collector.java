package dev.berth.image.store;

import dev.berth.image.Digest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Removes blobs and unpacked layers that no image leads to and nobody holds. */
public final class Collector {

    private final Contents contents;

    /** For a store. */
    public Collector(Contents contents) {
        this.contents = contents;
    }

    /**
     * What was removed.
     *
     * @param blobs how many
     * @param chains chain ids of unpacked layers
     * @param bytes given back
     */
    public record Collected(int blobs, List<Digest> chains, long bytes) {
    }

    /**
     * Removes what is free among some candidates.
     *
     * @param blobs digests that may have become free
     * @param chains chain ids that may have become free
     */
    public Collected collect(Set<Digest> blobs, Set<Digest> chains) throws IOException {
        return contents.leases().exclusively(held -> {
            Reachable reachable = Reachable.from(contents.blobs(), contents.index().entries());
            long bytes = 0;
            int count = 0;
            for (Digest blob : blobs) {
                if (!reachable.blobs().contains(blob) && !held.contains(blob) && contents.blobs().contains(blob)) {
                    bytes += contents.blobs().delete(blob);
                    count++;
                }
            }
            List<Digest> removed = new ArrayList<>();
            for (Digest chain : chains) {
                if (!reachable.chains().contains(chain) && !held.contains(chain)
                        && contents.layers().contains(chain)) {
                    bytes += contents.layers().delete(chain);
                    removed.add(chain);
                }
            }
            return new Collected(count, removed, bytes);
        });
    }

    /** Removes everything that is free: what a crash left behind. */
    public Collected collectAll() throws IOException {
        Collected blobs = collect(new HashSet<>(contents.blobs().list()), Set.of());
        long bytes = contents.leases().exclusively(held -> {
            Set<String> kept = new HashSet<>();
            held.forEach(chain -> kept.add(LayerStore.name(chain)));
            Reachable.from(contents.blobs(), contents.index().entries()).chains()
                    .forEach(chain -> kept.add(LayerStore.name(chain)));
            return contents.layers().deleteAllBut(kept);
        });
        return new Collected(blobs.blobs(), List.of(), blobs.bytes() + bytes + contents.blobs().partials().dropAll());
    }
}
