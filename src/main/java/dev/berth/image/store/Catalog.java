package dev.berth.image.store;

import dev.berth.image.Digest;
import dev.berth.image.Image;
import dev.berth.image.ImageId;
import dev.berth.image.InvalidImage;
import dev.berth.image.InvalidReference;
import dev.berth.image.Platform;
import dev.berth.image.Reference;
import dev.berth.image.manifest.ConfigDocument;
import dev.berth.image.manifest.Descriptor;
import dev.berth.image.manifest.Index;
import dev.berth.image.manifest.Manifest;
import dev.berth.image.manifest.MediaTypes;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The images of a store, read from its index; documents are read once and kept. */
public final class Catalog {

    /** The annotation of an entry with where its image was pulled from or pushed to, parted by blanks. */
    public static final String REPO_DIGESTS = "dev.berth.repo-digests";

    /** The annotation of an entry that only containers still need: its image was removed with force. */
    public static final String REMOVED = "dev.berth.removed";

    private static final System.Logger LOG = System.getLogger(Catalog.class.getName());

    private final Contents contents;
    private final PlainLayerSize plainSizes;
    private final Map<Digest, Known> known = new ConcurrentHashMap<>();
    private volatile Seen seen = new Seen(List.of(), List.of());

    /** The images of a store. */
    public Catalog(Contents contents) {
        this.contents = contents;
        this.plainSizes = new PlainLayerSize(contents.blobs());
    }

    /** An entry of the index with its documents. */
    public record Known(Digest manifestDigest, Manifest manifest, ImageId id, ConfigDocument config) {
    }

    /** The images as they were when the index had these entries; as long as it has them, no other. */
    private record Seen(List<Descriptor> entries, List<Image> images) {
    }

    /** All images, the newest first. */
    public List<Image> images() throws IOException {
        List<Descriptor> entries = contents.index().entries();
        Seen last = seen;
        // the very same list: the index gives another one when it has changed
        if (entries == last.entries()) {
            return new ArrayList<>(last.images());
        }
        List<Descriptor> shown = entries.stream().filter(entry -> !isRemoved(entry)).toList();
        List<Image> images = images(shown);
        if (settled(shown)) {
            seen = new Seen(entries, List.copyOf(images));
        }
        return images;
    }

    /**
     * The images that were removed with force while containers stood on them.
     *
     * @throws IOException if the index cannot be read
     */
    List<Image> removed() throws IOException {
        return images(contents.index().entries().stream().filter(Catalog::isRemoved).toList());
    }

    /** Whether an entry is there for containers only. */
    public static boolean isRemoved(Descriptor entry) {
        return entry.annotations().containsKey(REMOVED);
    }

    /** Whether all are known, and their sizes no longer change: each layer is unpacked. */
    private boolean settled(List<Descriptor> entries) {
        for (Descriptor entry : entries) {
            Known documents = known.get(entry.digest());
            if (documents == null) {
                return false;
            }
            for (Digest chain : ChainId.of(documents.config().diffIds())) {
                if (!contents.layers().contains(chain)) {
                    return false;
                }
            }
        }
        return true;
    }

    private List<Image> images(List<Descriptor> entries) throws IOException {
        Map<ImageId, List<Descriptor>> grouped = new LinkedHashMap<>();
        Map<ImageId, Known> documents = new LinkedHashMap<>();
        for (Descriptor entry : entries) {
            Optional<Known> found = read(entry);
            if (found.isPresent()) {
                documents.putIfAbsent(found.get().id(), found.get());
                grouped.computeIfAbsent(found.get().id(), id -> new ArrayList<>()).add(entry);
            }
        }
        List<Image> images = new ArrayList<>();
        for (Map.Entry<ImageId, List<Descriptor>> group : grouped.entrySet()) {
            images.add(image(documents.get(group.getKey()), group.getValue()));
        }
        images.sort(Comparator.comparing(Image::created).reversed());
        return images;
    }

    /**
     * The documents of an entry of the index; empty, with a line in the log, if they are missing or damaged, since one
     * bad image must not hide the others.
     */
    public Optional<Known> read(Descriptor entry) {
        Known cached = known.get(entry.digest());
        if (cached != null) {
            return Optional.of(cached);
        }
        try {
            Optional<Known> read = load(entry, 0);
            read.ifPresent(k -> known.put(entry.digest(), k));
            return read;
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "The image with the manifest {0} cannot be read and is left out: {1}",
                    entry.digest(), e.getMessage());
            return Optional.empty();
        }
    }

    /**
     * The documents of a manifest that must be there.
     *
     * @throws InvalidImage if one is missing or damaged
     */
    public Known require(Descriptor manifest) throws IOException {
        return load(manifest, 0).orElseThrow(() -> new InvalidImage("the index " + manifest.digest()
                + " has no image for " + Platform.current()));
    }

    /** Forgets documents that were removed. */
    public void forget(Digest manifest) {
        known.remove(manifest);
        seen = new Seen(List.of(), List.of());
    }

    /** The name of an entry of the index. */
    public static Optional<Reference> name(Descriptor entry) {
        String text = entry.annotations().get(Descriptor.REF_NAME);
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Reference.parse(text).withDefaultTag());
        } catch (InvalidReference e) {
            // another tool's free text; the image counts as dangling
            return Optional.empty();
        }
    }

    /** Where an entry's image was pulled from or pushed to. */
    public static List<String> repoDigests(Descriptor entry) {
        String text = entry.annotations().getOrDefault(REPO_DIGESTS, "");
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }

    private Optional<Known> load(Descriptor entry, int depth) throws IOException {
        byte[] bytes = contents.blobs().read(entry.digest(), Manifest.SIZE_LIMIT);
        if (MediaTypes.isIndex(entry.mediaType()) && depth == 0) {
            // written by another tool: the one for this machine counts
            Optional<Descriptor> mine = Index.read(bytes, entry.mediaType()).select(Platform.current());
            return mine.isPresent() && contents.blobs().contains(mine.get().digest()) ? load(mine.get(), 1)
                    : Optional.empty();
        }
        Manifest manifest = Manifest.read(bytes, entry.mediaType());
        byte[] document = contents.blobs().read(manifest.config().digest(), ConfigDocument.SIZE_LIMIT);
        ConfigDocument config = ConfigDocument.read(document);
        manifest.checkLayers();
        if (config.diffIds().size() != manifest.layers().size()) {
            throw new InvalidImage("its manifest has " + manifest.layers().size() + " layers, its configuration "
                    + config.diffIds().size());
        }
        return Optional.of(new Known(entry.digest(), manifest, new ImageId(manifest.config().digest()), config));
    }

    private Image image(Known documents, List<Descriptor> entries) throws IOException {
        List<Reference> names = new ArrayList<>();
        List<String> digests = new ArrayList<>();
        for (Descriptor entry : entries) {
            name(entry).filter(n -> !names.contains(n)).ifPresent(names::add);
            repoDigests(entry).stream().filter(d -> !digests.contains(d)).forEach(digests::add);
        }
        ConfigDocument config = documents.config();
        return new Image(documents.id(), documents.manifestDigest(), names, digests, config.config(), config.diffIds(),
                config.history(), config.created().orElse(Instant.EPOCH), config.author(), config.comment(),
                layerSizes(documents).stream().mapToLong(Long::longValue).sum());
    }

    /** Bytes of each layer's files, the lowest first; of the blob as long as a compressed layer is not unpacked. */
    public List<Long> layerSizes(Known documents) throws IOException {
        List<Digest> chains = ChainId.of(documents.config().diffIds());
        List<Long> sizes = new ArrayList<>(chains.size());
        for (int i = 0; i < chains.size(); i++) {
            Descriptor layer = documents.manifest().layers().get(i);
            boolean unpacked = contents.layers().contains(chains.get(i));
            sizes.add(unpacked ? contents.layers().size(chains.get(i))
                    : packedSize(layer, layer.digest().equals(documents.config().diffIds().get(i))));
        }
        return sizes;
    }

    private long packedSize(Descriptor layer, boolean plain) throws IOException {
        try {
            return plain && contents.blobs().contains(layer.digest()) ? plainSizes.of(layer.digest()) : layer.size();
        } catch (InvalidImage e) {
            // it is damaged, which shows when it is used or verified
            return layer.size();
        }
    }
}
