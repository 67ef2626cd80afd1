package dev.berth.image.registry;

import dev.berth.image.Digest;
import dev.berth.image.Progress;
import dev.berth.image.Reference;
import dev.berth.image.layer.Compression;
import dev.berth.image.manifest.Descriptor;
import dev.berth.image.manifest.MediaTypes;
import dev.berth.image.store.BlobStore;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Brings single blobs of one image to a repository: not at all if they are there, by mounting if another repository has
 * them, compressed if the store has them plain.
 */
final class LayerPush {

    private static final long REPORT_NANOS = 100_000_000;

    private final RegistryClient client;
    private final BlobStore blobs;
    private final PushedLayers pushed;
    private final Reference name;
    private final Progress progress;

    LayerPush(RegistryClient client, BlobStore blobs, PushedLayers pushed, Reference name, Progress progress) {
        this.client = client;
        this.blobs = blobs;
        this.pushed = pushed;
        this.name = name;
        this.progress = progress;
    }

    /**
     * Pushes a blob as it is.
     *
     * @param blob what
     * @param other another repository of the registry that has it
     */
    void push(Descriptor blob, Optional<String> other) throws IOException {
        if (!isThere(blob.digest(), other, blob.digest().shortened())) {
            upload(blob.digest().shortened(), blob.digest(), blob.size(), offset -> {
                java.io.InputStream in = blobs.open(blob.digest());
                in.skipNBytes(offset);
                return in;
            });
        }
    }

    /**
     * Pushes a plain layer in compressed form.
     *
     * @param plain the layer as the store has it
     * @param compression gzip or zstd
     * @param mediaType of the compressed layer
     * @return what the manifest is to name
     */
    Descriptor pushCompressed(Descriptor plain, Compression compression, String mediaType) throws IOException {
        String id = plain.digest().shortened();
        Optional<PushedLayers.Entry> before = pushed.find(plain.digest(), compression);
        if (before.isPresent() && isThere(before.get().digest(), other(before.get()), id)) {
            return remembered(plain, compression, mediaType, before.get().digest(), before.get().size());
        }
        try (LayerCompressor compressed = LayerCompressor.compress(blobs, plain.digest(), compression,
                reports(id, "Compressing", plain.size()))) {
            boolean asBefore = before.isPresent() && before.get().digest().equals(compressed.digest());
            if (asBefore || !isThere(compressed.digest(), Optional.empty(), id)) {
                upload(id, compressed.digest(), compressed.size(), compressed::from);
            }
            return remembered(plain, compression, mediaType, compressed.digest(), compressed.size());
        }
    }

    private Descriptor remembered(Descriptor plain, Compression compression, String mediaType, Digest digest,
            long size) throws IOException {
        pushed.remember(plain.digest(), compression, digest, size, name.repository());
        return new Descriptor(mediaType, digest, size, plain.annotations(), plain.platform(), plain.urls());
    }

    private Optional<String> other(PushedLayers.Entry entry) {
        return entry.repositories().stream().filter(r -> r.startsWith(name.domain() + '/')
                && !r.equals(name.repository())).map(r -> r.substring(name.domain().length() + 1)).findFirst();
    }

    private boolean isThere(Digest digest, Optional<String> other, String id) throws IOException {
        if (client.hasBlob(digest)) {
            progress.part(id, "Layer already exists", -1, -1);
            return true;
        }
        if (other.isPresent() && client.upload().mount(digest, other).isEmpty()) {
            progress.part(id, "Mounted from " + other.get(), -1, -1);
            return true;
        }
        return false;
    }

    private void upload(String id, Digest digest, long size, BlobUpload.Source source) throws IOException {
        BlobUpload upload = client.upload();
        Optional<URI> place = upload.mount(digest, Optional.empty());
        if (place.isPresent()) {
            upload.upload(place.get(), digest, size, source, reports(id, "Pushing", size));
        }
        progress.part(id, "Pushed", -1, -1);
    }

    private LongConsumer reports(String id, String action, long total) {
        long[] last = {System.nanoTime()};
        return done -> {
            long now = System.nanoTime();
            if (now - last[0] >= REPORT_NANOS) {
                last[0] = now;
                progress.part(id, action, done, total);
            }
        };
    }

    /** The type of a layer that was compressed, in a manifest of a kind. */
    static String mediaType(boolean docker, Compression compression) {
        return docker ? MediaTypes.DOCKER_LAYER : MediaTypes.layer(compression);
    }
}
