package dev.berth.image.store;

import dev.berth.image.Digest;
import dev.berth.image.manifest.ConfigDocument;
import dev.berth.image.manifest.Descriptor;
import dev.berth.image.manifest.Index;
import dev.berth.image.manifest.Manifest;
import dev.berth.image.manifest.MediaTypes;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the index leads to: blobs and the chain ids of unpacked layers.
 *
 * @param blobs digests
 * @param chains chain ids
 */
record Reachable(Set<Digest> blobs, Set<Digest> chains) {

    /**
     * Everything that entries of the index lead to.
     *
     * @throws IOException if a document on the way cannot be read: then nothing may be removed, since what it leads to
     *     is not known
     */
    static Reachable from(BlobStore blobs, List<Descriptor> entries) throws IOException {
        Reachable result = new Reachable(new HashSet<>(), new HashSet<>());
        for (Descriptor entry : entries) {
            result.add(blobs, entry);
        }
        return result;
    }

    private void add(BlobStore store, Descriptor entry) throws IOException {
        if (!blobs.add(entry.digest()) || !store.contains(entry.digest())) {
            return;
        }
        byte[] bytes = store.read(entry.digest(), Manifest.SIZE_LIMIT);
        if (MediaTypes.isIndex(entry.mediaType())) {
            for (Descriptor child : Index.read(bytes, entry.mediaType()).manifests()) {
                add(store, child);
            }
        } else if (MediaTypes.isManifest(entry.mediaType())) {
            Manifest manifest = Manifest.read(bytes, entry.mediaType());
            blobs.add(manifest.config().digest());
            manifest.layers().forEach(layer -> blobs.add(layer.digest()));
            if (store.contains(manifest.config().digest())) {
                chains.addAll(ChainId.of(ConfigDocument.read(store.read(manifest.config().digest(),
                        ConfigDocument.SIZE_LIMIT)).diffIds()));
            }
        }
    }
}
