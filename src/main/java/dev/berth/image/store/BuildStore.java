package dev.berth.image.store;

import dev.berth.image.Digest;
import dev.berth.image.ImageId;
import dev.berth.image.InvalidImage;
import dev.berth.image.Reference;
import dev.berth.image.manifest.ConfigDocument;
import dev.berth.image.manifest.Descriptor;
import dev.berth.kernel.Fd;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a builder needs of the image store: layers that are written in place, and images entered layer by layer. */
public final class BuildStore {

    private final Contents contents;
    private final Unpacking unpacking;
    private final Drafts drafts;

    /** Over a store's parts. */
    BuildStore(Contents contents, Unpacking unpacking) {
        this.contents = contents;
        this.unpacking = unpacking;
        this.drafts = new Drafts(contents);
    }

    /** Layers being written. */
    public Drafts drafts() {
        return drafts;
    }

    /** Begins to hold blobs and chains, which garbage collection then leaves alone. */
    public Leases.Lease hold() {
        return contents.leases().begin();
    }

    /** The layers of an image, the lowest first. */
    List<BuiltLayer> layers(Catalog.Known image) {
        List<BuiltLayer> layers = new ArrayList<>();
        for (int i = 0; i < image.config().diffIds().size(); i++) {
            layers.add(new BuiltLayer(image.config().diffIds().get(i), image.manifest().layers().get(i)));
        }
        return layers;
    }

    /**
     * The lower directories of some layers, unpacked now where they are not yet.
     *
     * @param layers the lowest first
     * @param lease holds them
     * @return the top one first
     * @throws InvalidImage if a blob is missing or damaged
     */
    public List<Path> lowers(List<BuiltLayer> layers, Leases.Lease lease) throws IOException {
        List<Digest> chains = chains(layers);
        chains.forEach(lease::hold);
        layers.forEach(layer -> lease.hold(layer.blob().digest()));
        for (int i = 0; i < layers.size(); i++) {
            BuiltLayer layer = layers.get(i);
            unpacking.unpack(layer.blob(), layer.diffId(), chains.subList(0, i), chains.get(i));
        }
        return contents.layers().lowers(chains);
    }

    /** The chain ids of some layers, the lowest first. */
    public static List<Digest> chains(List<BuiltLayer> layers) {
        return ChainId.of(layers.stream().map(BuiltLayer::diffId).toList());
    }

    /** Whether a layer's blob is in the store. */
    public boolean contains(Digest blob) {
        return contents.blobs().contains(blob);
    }

    /** Bytes of an unpacked layer's files and of its blob. */
    public long size(BuiltLayer layer, Digest chain) throws IOException {
        return contents.layers().size(chain) + contents.blobs().size(layer.blob().digest());
    }

    /**
     * Directories merged into one tree to read.
     *
     * @param layers the top one first, at least one
     * @return the tree's root; what is merged lasts as long as it is open
     */
    public Fd view(List<Path> layers) throws IOException {
        return contents.layers().merged(layers);
    }

    /**
     * Directories as one tree to read, of which parts can be mounted elsewhere.
     *
     * @param layers the top one first, at least one
     * @param point a directory that is not there yet
     */
    public AttachedView attached(List<Path> layers, Path point) throws IOException {
        return drafts.oneByOne() ? AttachedView.whole(layers.get(0), point) : AttachedView.open(layers, point);
    }

    /**
     * Enters an image.
     *
     * @param document its configuration
     * @param layers the lowest first, held
     * @param annotations of its manifest
     * @param names its names; without one it is dangling
     * @param lease holds what is written until the index names it
     * @return its id
     */
    public ImageId enter(ConfigDocument document, List<BuiltLayer> layers, Map<String, String> annotations,
            List<Reference> names, Leases.Lease lease) throws IOException {
        List<Descriptor> blobs = layers.stream().map(BuiltLayer::blob).toList();
        byte[] config = document.toBytes();
        Descriptor manifest = new Entering(contents).write(config, blobs, annotations, lease);
        Names index = new Names(contents.index());
        if (names.isEmpty()) {
            index.add(manifest, Optional.empty(), Optional.empty());
        }
        for (Reference name : names) {
            index.add(manifest, Optional.of(name.withDefaultTag()), Optional.empty());
        }
        return new ImageId(Hashing.digest(config));
    }

    /**
     * Removes what is free among some layers.
     *
     * @param layers their blobs
     * @param chains their chain ids
     * @return bytes given back
     */
    public long collect(Set<BuiltLayer> layers, Set<Digest> chains) throws IOException {
        Set<Digest> blobs = new HashSet<>();
        layers.forEach(layer -> blobs.add(layer.blob().digest()));
        return new Collector(contents).collect(blobs, chains).bytes();
    }
}
