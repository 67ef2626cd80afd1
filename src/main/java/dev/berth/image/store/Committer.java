package dev.berth.image.store;

import dev.berth.image.CommitOptions;
import dev.berth.image.Digest;
import dev.berth.image.HistoryEntry;
import dev.berth.image.ImageId;
import dev.berth.image.Reference;
import dev.berth.image.RootFilesystem;
import dev.berth.image.layer.Compression;
import dev.berth.image.manifest.ConfigDocument;
import dev.berth.image.manifest.Descriptor;
import dev.berth.image.manifest.Manifest;
import dev.berth.image.manifest.MediaTypes;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes an image of another one and what a container wrote. The new layer is kept plain, as docker does: then
 * its digest is its diff id, and nothing is compressed that may never leave the machine. It is unpacked when first
 * used.
 */
public final class Committer {

    private static final int BUFFER = 256 * 1024;

    private final Contents contents;

    /** In a store. */
    public Committer(Contents contents) {
        this.contents = contents;
    }

    /**
     * Commits.
     *
     * @param base the image that the container was made from
     * @param container what the container wrote; nobody must write to it meanwhile
     * @param root the base's files
     * @param options configuration, author
     * @param name the new image's name
     */
    public ImageId commit(Catalog.Known base, WritableLayer container, RootFilesystem root, CommitOptions options,
            Optional<Reference> name) throws IOException {
        Leases.Lease lease = contents.leases().begin();
        boolean done = false;
        try {
            List<Descriptor> layers = new ArrayList<>(base.manifest().layers());
            Manifest.checkDepth(layers.size() + 1);
            layers.forEach(layer -> lease.hold(layer.digest()));
            Descriptor layer = layer(container, root, options.excluded(), lease);
            layers.add(layer);
            List<Digest> diffIds = new ArrayList<>(base.config().diffIds());
            diffIds.add(layer.digest());
            Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
            List<HistoryEntry> history = new ArrayList<>(base.config().history());
            history.add(new HistoryEntry(Optional.of(now), Optional.of(options.createdBy()), options.author(),
                    options.comment(), false));
            ImageId id = new Entering(contents).enter(new ConfigDocument(options.config(), diffIds, history,
                    Optional.of(now), options.author(), options.comment()).toBytes(), layers, name, lease);
            done = true;
            return id;
        } finally {
            Set<Digest> taken = lease.digests();
            lease.close();
            if (!done) {
                new Collector(contents).collect(taken, Set.of());
            }
        }
    }

    private Descriptor layer(WritableLayer container, RootFilesystem root, Set<String> excluded,
            Leases.Lease lease) throws IOException {
        try (BlobWriter blob = contents.blobs().begin()) {
            OutputStream out = new BufferedOutputStream(blob, BUFFER);
            container.pack(root, excluded, out);
            out.flush();
            long size = blob.size();
            return Descriptor.of(MediaTypes.layer(Compression.NONE), blob.commit(lease), size);
        }
    }
}
