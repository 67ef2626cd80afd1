package dev.berth.image.registry;

import dev.berth.image.Digest;
import dev.berth.image.manifest.Descriptor;
import dev.berth.image.manifest.Manifest;
import dev.berth.image.store.Catalog;
import dev.berth.image.store.Contents;
import dev.berth.image.store.Leases;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An image of the store that is a registry's image too, though its manifest is another one: it was built, loaded or
 * committed here, where layers lie uncompressed, and was pushed from here or elsewhere. The configuration, which names
 * the digests of the plain layers, says so, and nothing has to be fetched.
 */
final class SameImage {

    private SameImage() {
    }

    /**
     * Looks for it.
     *
     * @param digest of the registry's manifest; if the store has that one there is no other to be found
     * @param manifest the registry's
     * @param lease holds what is found
     * @return its entry of the index
     */
    static Optional<Descriptor> find(Contents contents, Catalog catalog, Digest digest, Manifest manifest,
            Leases.Lease lease) throws IOException {
        List<Descriptor> entries = contents.index().entries();
        if (entries.stream().anyMatch(entry -> entry.digest().equals(digest))) {
            return Optional.empty();
        }
        for (Descriptor entry : entries) {
            Optional<Catalog.Known> known = catalog.read(entry);
            if (known.isPresent() && known.get().id().digest().equals(manifest.config().digest())
                    && known.get().manifestDigest().equals(entry.digest()) && hold(contents, known.get(), lease)) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }

    /** Whether all of it is there, and stays. */
    private static boolean hold(Contents contents, Catalog.Known image, Leases.Lease lease) throws IOException {
        List<Digest> blobs = new ArrayList<>(List.of(image.manifestDigest(), image.manifest().config().digest()));
        image.manifest().layers().forEach(layer -> blobs.add(layer.digest()));
        blobs.forEach(lease::hold);
        // it may have been removed before it was held
        return blobs.stream().allMatch(contents.blobs()::contains);
    }
}
