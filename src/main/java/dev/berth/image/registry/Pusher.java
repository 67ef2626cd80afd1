package dev.berth.image.registry;

import dev.berth.image.Digest;
import dev.berth.image.Progress;
import dev.berth.image.Reference;
import dev.berth.image.layer.Compression;
import dev.berth.image.manifest.Descriptor;
import dev.berth.image.manifest.JsonObject;
import dev.berth.image.manifest.Manifest;
import dev.berth.image.manifest.MediaTypes;
import dev.berth.image.store.Catalog;
import dev.berth.image.store.Contents;
import dev.berth.image.store.Hashing;
import dev.berth.image.store.Leases;
import dev.berth.image.store.Names;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;

/**
 * Pushes an image: layers side by side, those that the registry has already not at all, those that it has in another
 * repository by mounting, those that the store has plain compressed. An image without plain layers goes byte by byte as
 * it is in the store.
 */
final class Pusher {

    private final Contents contents;
    private final Catalog catalog;
    private final Access access;
    private final PushedLayers pushed;

    /** From a store. */
    Pusher(Contents contents, Catalog catalog, Access access, PushedLayers pushed) {
        this.contents = contents;
        this.catalog = catalog;
        this.access = access;
        this.pushed = pushed;
    }

    /**
     * Pushes.
     *
     * @param image its documents
     * @param name where to, with tag
     * @param progress hears of each layer, in docker's words
     * @return the digest of the manifest that the registry has now
     */
    Digest push(Catalog.Known image, Reference name, Progress progress) throws IOException {
        String tag = name.tag().orElse(Reference.DEFAULT_TAG);
        Manifest manifest = image.manifest();
        try (Leases.Lease lease = contents.leases().begin();
                RegistryClient client = RegistryClient.toPush(name, access)) {
            lease.hold(image.manifestDigest());
            lease.hold(manifest.config().digest());
            manifest.layers().forEach(layer -> lease.hold(layer.digest()));
            for (Descriptor layer : manifest.layers()) {
                progress.part(layer.digest().shortened(), "Preparing", -1, -1);
            }
            List<Descriptor> layers = layers(client, manifest, name, progress);
            new LayerPush(client, contents.blobs(), pushed, name, Progress.NONE).push(manifest.config(),
                    Optional.empty());
            byte[] document = contents.blobs().read(image.manifestDigest(), Manifest.SIZE_LIMIT);
            byte[] sent = layers.equals(manifest.layers()) ? document : rewritten(document, manifest, layers);
            Digest digest = Hashing.digest(sent);
            client.putManifest(tag, sent, manifest.mediaType());
            new Names(contents.index()).add(Descriptor.of(manifest.mediaType(), image.manifestDigest(),
                    document.length), Optional.empty(), Optional.of(name.repository() + '@' + digest));
            progress.status(tag + ": digest: " + digest + " size: " + sent.length);
            return digest;
        }
    }

    private List<Descriptor> layers(RegistryClient client, Manifest manifest, Reference name, Progress progress)
            throws IOException {
        LayerPush push = new LayerPush(client, contents.blobs(), pushed, name, progress);
        boolean docker = manifest.mediaType().equals(MediaTypes.DOCKER_MANIFEST);
        // Docker's manifests know no zstd
        Compression compression = docker ? Compression.GZIP : access.settings().compression();
        Workers threads = new Workers("layer-upload", access.settings().parallel());
        boolean done = false;
        try {
            List<Future<Descriptor>> running = new ArrayList<>();
            for (Descriptor layer : manifest.layers()) {
                Optional<String> other = otherRepository(layer.digest(), name);
                running.add(threads.begin(() -> {
                    if (MediaTypes.isPlain(layer.mediaType())) {
                        return push.pushCompressed(layer, compression, LayerPush.mediaType(docker, compression));
                    }
                    push.push(layer, other);
                    return layer;
                }));
            }
            List<Descriptor> result = new ArrayList<>();
            for (Future<Descriptor> upload : running) {
                result.add(Workers.result(upload, "push"));
            }
            done = true;
            return result;
        } finally {
            threads.stop();
            if (!done) {
                // wakes those that wait for the registry
                client.abort();
            }
            // until nobody reads the store any more: what is pushed is held only as long
            if (threads.awaitEnd()) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The same document with other layers; what Berth does not understand in it stays. */
    private static byte[] rewritten(byte[] document, Manifest manifest, List<Descriptor> layers) throws IOException {
        Map<String, Object> tree = JsonObject.read(document, "the manifest").toMap();
        tree.put("mediaType", manifest.mediaType());
        tree.put("layers", layers.stream().map(Descriptor::toMap).toList());
        return JsonObject.write(tree);
    }

    /** Another repository of the same registry that is known to have a blob, for {@code mount}. */
    private Optional<String> otherRepository(Digest blob, Reference name) throws IOException {
        for (Descriptor entry : contents.index().entries()) {
            Optional<Catalog.Known> known = catalog.read(entry);
            boolean has = known.isPresent() && known.get().manifest().layers().stream()
                    .anyMatch(layer -> layer.digest().equals(blob));
            for (String digest : has ? Catalog.repoDigests(entry) : List.<String>of()) {
                String repository = digest.substring(0, digest.indexOf('@'));
                if (repository.startsWith(name.domain() + '/') && !repository.equals(name.repository())) {
                    return Optional.of(repository.substring(name.domain().length() + 1));
                }
            }
        }
        return Optional.empty();
    }
}
