package dev.berth.image.store;

import dev.berth.image.Digest;
import dev.berth.image.HistoryEntry;
import dev.berth.image.ImageId;
import dev.berth.image.ImportOptions;
import dev.berth.image.Reference;
import dev.berth.image.manifest.ConfigDocument;
import dev.berth.image.manifest.Descriptor;
import dev.berth.image.manifest.MediaTypes;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes an image of one layer from the archive of a root file system. */
public final class Importer {

    private final Contents contents;
    private final LayerIngest ingest;

    /** For a store. */
    public Importer(Contents contents, LayerIngest ingest) {
        this.contents = contents;
        this.ingest = ingest;
    }

    /**
     * Imports.
     *
     * @param archive the archive, plain or compressed
     * @param name its name
     * @param options configuration, message
     * @return the image's id
     */
    public ImageId run(InputStream archive, Optional<Reference> name, ImportOptions options) throws IOException {
        Leases.Lease lease = contents.leases().begin();
        boolean done = false;
        try {
            LayerIngest.Ingested layer = ingest.take(archive, true);
            try (BlobWriter blob = layer.blob()) {
                long size = blob.size();
                lease.hold(layer.diffId());
                contents.layers().accept(layer.unpacked(), layer.diffId(), List.of());
                ImageId id = enter(layer, blob.commit(lease), size, name, options, lease);
                done = true;
                return id;
            }
        } finally {
            Set<Digest> taken = lease.digests();
            lease.close();
            if (!done) {
                new Collector(contents).collect(taken, taken);
            }
        }
    }

    private ImageId enter(LayerIngest.Ingested layer, Digest digest, long size,
            Optional<Reference> name, ImportOptions options, Leases.Lease lease) throws IOException {
        // Docker's times have nanoseconds; a whole microsecond is what the clock here gives anyway
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        Optional<String> comment = Optional.of(options.message().orElse("Imported from -"));
        ConfigDocument document = new ConfigDocument(options.config(), List.of(layer.diffId()),
                List.of(new HistoryEntry(Optional.of(now), Optional.empty(), Optional.empty(), comment, false)),
                Optional.of(now), Optional.empty(), comment);
        Descriptor blob = Descriptor.of(MediaTypes.layer(layer.compression()), digest, size);
        return new Entering(contents).enter(document.toBytes(), List.of(blob), name, lease);
    }
}
