package dev.berth.image.registry;

import dev.berth.image.Digest;
import dev.berth.image.Progress;
import dev.berth.image.Reference;
import dev.berth.image.manifest.Descriptor;
import dev.berth.image.manifest.Manifest;
import dev.berth.image.store.Catalog;
import dev.berth.image.store.Contents;
import dev.berth.image.store.Leases;
import dev.berth.image.store.Names;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Pushes an image byte by byte as it is in the store: layers side by side, those that the registry has already not at
 * all, those that it has in another repository by mounting.
 */
public final class Pusher {

    private static final int BUFFER = 128 * 1024;
    private static final long REPORT_NANOS = 100_000_000;

    private final Contents contents;
    private final Catalog catalog;
    private final Access access;

    /** From a store. */
    public Pusher(Contents contents, Catalog catalog, Access access) {
        this.contents = contents;
        this.catalog = catalog;
        this.access = access;
    }

    /**
     * Pushes.
     *
     * @param image its documents
     * @param name where to, with tag
     * @param progress hears of each layer, in docker's words
     * @return the manifest's digest
     */
    public Digest push(Catalog.Known image, Reference name, Progress progress) throws IOException {
        String tag = name.tag().orElse(Reference.DEFAULT_TAG);
        Manifest manifest = image.manifest();
        try (Leases.Lease lease = contents.leases().begin();
                RegistryClient client = RegistryClient.toPush(name, access)) {
            lease.hold(image.manifestDigest());
            lease.hold(manifest.config().digest());
            manifest.layers().forEach(layer -> lease.hold(layer.digest()));
            progress.status("The push refers to repository [" + name.repository() + ']');
            for (Descriptor layer : manifest.layers()) {
                progress.part(layer.digest().shortened(), "Preparing", -1, -1);
            }
            layers(client, manifest.layers(), name, progress);
            upload(client, manifest.config(), Optional.empty(), Progress.NONE);
            byte[] document = contents.blobs().read(image.manifestDigest(), Manifest.SIZE_LIMIT);
            client.putManifest(tag, document, manifest.mediaType());
            new Names(contents.index()).add(Descriptor.of(manifest.mediaType(), image.manifestDigest(),
                    document.length),
                    Optional.empty(), Optional.of(name.repository() + '@' + image.manifestDigest()));
            progress.status(tag + ": digest: " + image.manifestDigest() + " size: " + document.length);
            return image.manifestDigest();
        }
    }

    private void layers(RegistryClient client, List<Descriptor> layers, Reference name, Progress progress)
            throws IOException {
        ExecutorService threads = Executors.newFixedThreadPool(access.settings().parallel());
        try {
            List<Future<?>> running = new ArrayList<>();
            for (Descriptor layer : layers) {
                Optional<String> other = otherRepository(layer.digest(), name);
                running.add(threads.submit(() -> {
                    upload(client, layer, other, progress);
                    return null;
                }));
            }
            for (Future<?> upload : running) {
                upload.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the push was stopped", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private void upload(RegistryClient client, Descriptor blob, Optional<String> other, Progress progress)
            throws IOException {
        String id = blob.digest().shortened();
        if (client.hasBlob(blob.digest())) {
            progress.part(id, "Layer already exists", -1, -1);
            return;
        }
        Optional<URI> location = client.upload().mount(blob.digest(), other);
        if (location.isEmpty()) {
            progress.part(id, "Mounted from " + other.orElse(""), -1, -1);
            return;
        }
        client.upload().whole(location.get(), blob.digest(), new Transport.Body() {
            @Override
            public long length() {
                return blob.size();
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                send(blob, out, progress);
            }
        });
        progress.part(id, "Pushed", -1, -1);
    }

    private void send(Descriptor blob, OutputStream out, Progress progress) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long sent = 0;
        long reported = System.nanoTime();
        try (InputStream in = contents.blobs().open(blob.digest())) {
            int n = in.read(buffer);
            while (n >= 0) {
                out.write(buffer, 0, n);
                sent += n;
                long now = System.nanoTime();
                if (now - reported >= REPORT_NANOS) {
                    reported = now;
                    progress.part(blob.digest().shortened(), "Pushing", sent, blob.size());
                }
                n = in.read(buffer);
            }
        }
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
