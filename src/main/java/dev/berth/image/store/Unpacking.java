package dev.berth.image.store;

import dev.berth.image.Digest;
import dev.berth.image.InvalidImage;
import dev.berth.image.RootFilesystem;
import dev.berth.image.manifest.Descriptor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Unpacks images' layers, each once, and hands them out as lower directories. */
public final class Unpacking {

    private final Contents contents;
    private final LayerIngest ingest;
    /** A lock for each chain; two chains that share one only wait for each other. */
    private final Object[] locks = new Object[64];

    /** For a store. */
    public Unpacking(Contents contents, LayerIngest ingest) {
        this.contents = contents;
        this.ingest = ingest;
        Arrays.setAll(locks, i -> new Object());
    }

    /**
     * An image's files.
     *
     * @param image its documents
     * @throws InvalidImage if a layer is damaged or missing
     */
    public RootFilesystem open(Catalog.Known image) throws IOException {
        Leases.Lease lease = contents.leases().begin();
        List<Digest> diffIds = image.config().diffIds();
        List<Digest> chains = ChainId.of(diffIds);
        boolean done = false;
        try (Leases.Lease reading = contents.leases().begin()) {
            chains.forEach(lease::hold);
            for (int i = 0; i < chains.size(); i++) {
                Descriptor layer = image.manifest().layers().get(i);
                reading.hold(layer.digest());
                unpack(layer, diffIds.get(i), chains.subList(0, i), chains.get(i));
            }
            done = true;
            return new Leased(contents.layers().lowers(chains), lease);
        } finally {
            if (!done) {
                lease.close();
                new Collector(contents).collect(Set.of(), new HashSet<>(chains));
            }
        }
    }

    /**
     * Unpacks one layer if nobody did yet.
     *
     * @param layer its blob, in the store and held
     * @param diffId digest of the plain layer
     * @param below chain ids of the layers below, unpacked and held
     * @param chain its chain id, held
     */
    public void unpack(Descriptor layer, Digest diffId, List<Digest> below, Digest chain) throws IOException {
        if (contents.layers().contains(chain)) {
            return;
        }
        // who comes second waits here and finds it done
        synchronized (lock(chain)) {
            if (!contents.layers().contains(chain)) {
                if (!contents.blobs().contains(layer.digest())) {
                    throw new InvalidImage("the layer " + layer.digest() + " is missing in the store; pull or load the "
                            + "image again");
                }
                contents.layers().accept(ingest.unpack(layer.digest(), diffId), chain, below);
            }
        }
    }

    /**
     * Takes a layer in while it arrives. The layers below it may be missing yet.
     *
     * @param source the blob's bytes, read to their end
     * @param blob its digest
     * @param diffId digest of the plain layer
     * @param lease holds the blob
     * @return to be accepted or discarded
     * @throws InvalidImage if the source gives something else, or the layer is damaged or hostile
     */
    public LayerStore.Unpacked take(InputStream source, Digest blob, Digest diffId, Leases.Lease lease)
            throws IOException {
        return ingest.take(source, blob, diffId, lease);
    }

    /**
     * Unpacks a layer from its blob. The layers below it may be missing yet.
     *
     * @param blob its digest, in the store and held
     * @param diffId digest of the plain layer
     * @return to be accepted or discarded
     * @throws InvalidImage if the blob is damaged, or hostile
     */
    public LayerStore.Unpacked take(Digest blob, Digest diffId) throws IOException {
        return ingest.unpack(blob, diffId);
    }

    /**
     * Puts a layer in its place that was unpacked elsewhere; if somebody else did so already it is thrown away.
     *
     * @param unpacked the layer
     * @param below chain ids of the layers below, unpacked and held
     * @param chain its chain id, held
     */
    public void accept(LayerStore.Unpacked unpacked, List<Digest> below, Digest chain) throws IOException {
        synchronized (lock(chain)) {
            contents.layers().accept(unpacked, chain, below);
        }
    }

    private Object lock(Digest chain) {
        return locks[chain.hashCode() & locks.length - 1];
    }

    private record Leased(List<Path> lowerDirectories, Leases.Lease lease) implements RootFilesystem {
        @Override
        public Optional<Path> companion(String name) {
            return lowerDirectories.isEmpty() ? Optional.empty()
                    : Optional.of(lowerDirectories.get(0).resolveSibling(name));
        }

        @Override
        public void close() {
            lease.close();
        }
    }
}
