package dev.berth.image.store;

import dev.berth.image.Digest;
import dev.berth.image.ImageId;
import dev.berth.image.InvalidImage;
import dev.berth.image.Reference;
import dev.berth.image.manifest.Descriptor;
import dev.berth.image.manifest.Manifest;
import dev.berth.image.manifest.MediaTypes;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Enters a new image whose layers are in the store: writes configuration and manifest, and its name in the index. */
public final class Entering {

    private final Contents contents;

    /** Into a store. */
    public Entering(Contents contents) {
        this.contents = contents;
    }

    /**
     * Enters an image with an OCI manifest made here.
     *
     * @param config the configuration, kept byte by byte since its digest is the image's id
     * @param layers the lowest first
     * @param name its name
     * @param lease holds what is written until the index names it
     */
    public ImageId enter(byte[] config, List<Descriptor> layers, Optional<Reference> name, Leases.Lease lease)
            throws IOException {
        new Names(contents.index()).add(write(config, layers, lease), name, Optional.empty());
        return new ImageId(Hashing.digest(config));
    }

    /** Writes configuration and manifest only, without annotations. */
    public Descriptor write(byte[] config, List<Descriptor> layers, Leases.Lease lease) throws IOException {
        return write(config, layers, Map.of(), lease);
    }

    /**
     * Writes configuration and manifest only.
     *
     * @param config the configuration
     * @param layers the lowest first
     * @param annotations of the manifest
     * @param lease holds what is written
     * @return the manifest
     * @throws InvalidImage if it has too many layers
     */
    public Descriptor write(byte[] config, List<Descriptor> layers, Map<String, String> annotations,
            Leases.Lease lease) throws IOException {
        Manifest.checkDepth(layers.size());
        Digest configDigest = contents.blobs().write(config, lease);
        byte[] manifest = new Manifest(MediaTypes.OCI_MANIFEST, Descriptor.of(MediaTypes.OCI_CONFIG, configDigest,
                config.length), layers).toBytes(annotations);
        return Descriptor.of(MediaTypes.OCI_MANIFEST, contents.blobs().write(manifest, lease), manifest.length);
    }
}
