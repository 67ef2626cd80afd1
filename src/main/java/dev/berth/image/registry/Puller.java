package dev.berth.image.registry;

import dev.berth.image.Digest;
import dev.berth.image.ImageId;
import dev.berth.image.InvalidImage;
import dev.berth.image.Platform;
import dev.berth.image.Progress;
import dev.berth.image.Reference;
import dev.berth.image.RegistryFailure;
import dev.berth.image.manifest.Descriptor;
import dev.berth.image.manifest.Index;
import dev.berth.image.manifest.Manifest;
import dev.berth.image.manifest.MediaTypes;
import dev.berth.image.store.Catalog;
import dev.berth.image.store.ChainId;
import dev.berth.image.store.Contents;
import dev.berth.image.store.Leases;
import dev.berth.image.store.Names;
import dev.berth.image.store.Unpacking;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Pulls an image: layers are downloaded and unpacked side by side, and put in their places in order. */
final class Puller {

    private final Contents contents;
    private final Catalog catalog;
    private final Unpacking unpacking;
    private final SharedPulls pulls;
    private final Access access;

    /** Into a store. */
    Puller(Contents contents, Catalog catalog, Unpacking unpacking, SharedPulls pulls, Access access) {
        this.contents = contents;
        this.catalog = catalog;
        this.unpacking = unpacking;
        this.pulls = pulls;
        this.access = access;
    }

    /**
     * What was pulled.
     *
     * @param id the image
     * @param digest of the manifest or index that the registry has under the name
     * @param newer whether anything was not here before
     */
    record Pulled(ImageId id, Digest digest, boolean newer) {
    }

    /**
     * Pulls an image and gives it the name: from the first mirror that gives all of it, else from the registry.
     *
     * @param name with tag or digest
     * @param platform of an index with several; this machine's if not given
     * @param progress hears of each layer, in docker's words
     * @throws RegistryFailure if the registry does not give it
     * @throws InvalidImage if it is damaged or hostile
     */
    Pulled pull(Reference name, Optional<Platform> platform, Progress progress) throws IOException {
        for (String mirror : access.settings().host(name.domain()).mirrors()) {
            try {
                return pull(RegistryClient.mirror(name, mirror, access), name, platform, progress);
            } catch (RegistryFailure | InvalidImage e) {
                System.getLogger(Puller.class.getName()).log(System.Logger.Level.INFO,
                        "The mirror {0} does not give {1}: {2}", mirror, name, e.getMessage());
            }
        }
        return pull(RegistryClient.toPull(name, access), name, platform, progress);
    }

    private Pulled pull(RegistryClient registry, Reference name, Optional<Platform> platform, Progress progress)
            throws IOException {
        String version = name.digest().map(Digest::toString).orElseGet(() -> name.tag().orElse(Reference.DEFAULT_TAG));
        try (registry) {
            Source source = new Source(registry, registry.manifest(version));
            progress.part(version, "Pulling from " + name.path(), -1, -1);
            RegistryClient.Fetched manifest = source.fetched();
            if (MediaTypes.isIndex(manifest.mediaType())) {
                manifest = choose(source, platform.orElseGet(Platform::current), name);
            }
            Optional<Pulled> here = here(manifest, name, source.fetched().digest(), progress);
            Pulled pulled = here.isPresent() ? here.get() : fetched(source, manifest, name, progress);
            progress.status("Digest: " + pulled.digest());
            progress.status((pulled.newer() ? "Status: Downloaded newer image for "
                    : "Status: Image is up to date for ") + name.familiar());
            return pulled;
        }
    }

    private Pulled fetched(Source source, RegistryClient.Fetched manifest, Reference name, Progress progress)
            throws IOException {
        Descriptor entry = RegistryClient.descriptor(manifest);
        boolean newer = !isNamed(entry, name);
        while (true) {
            // the work may go on when this pull is stopped, so its connections must
            RegistryClient client = source.client().share();
            try (SharedPulls.Share share = pulls.join(entry.digest(), new LayersOf(client, entry, manifest),
                    progress)) {
                if (!share.isFirst()) {
                    client.close();
                }
                Optional<ImageId> id = result(share, name);
                if (id.isPresent()) {
                    give(entry, name, source.fetched().digest());
                    return new Pulled(id.get(), source.fetched().digest(), newer);
                }
            }
        }
    }

    /** The image; nothing if another pull did the work and its registry or mirror, not this one's, failed. */
    private static Optional<ImageId> result(SharedPulls.Share share, Reference name) throws IOException {
        try {
            return Optional.of(share.await());
        } catch (RegistryFailure | InvalidImage e) {
            if (share.isFirst()) {
                throw e;
            }
            System.getLogger(Puller.class.getName()).log(System.Logger.Level.INFO,
                    "The pull that {0} waited for failed, so it is pulled by itself: {1}", name, e.getMessage());
            return Optional.empty();
        }
    }

    /** The image, if the store has it with layers in another form. */
    private Optional<Pulled> here(RegistryClient.Fetched fetched, Reference name, Digest digest, Progress progress)
            throws IOException {
        if (!MediaTypes.isManifest(fetched.mediaType())) {
            return Optional.empty();
        }
        Manifest manifest = Manifest.read(fetched.bytes(), fetched.mediaType());
        try (Leases.Lease lease = contents.leases().begin()) {
            Optional<Descriptor> same = SameImage.find(contents, catalog, fetched.digest(), manifest, lease);
            if (same.isEmpty()) {
                return Optional.empty();
            }
            for (Descriptor layer : manifest.layers()) {
                progress.part(layer.digest().shortened(), "Already exists", -1, -1);
            }
            boolean newer = !isNamed(same.get(), name);
            give(same.get(), name, digest);
            return Optional.of(new Pulled(new ImageId(manifest.config().digest()), digest, newer));
        }
    }

    private void give(Descriptor entry, Reference name, Digest digest) throws IOException {
        new Names(contents.index()).add(entry, name.digest().isPresent() ? Optional.empty()
                : Optional.of(name.withDefaultTag()), Optional.of(name.repository() + '@' + digest));
    }

    /** What one pull does for all who want the same image. */
    private final class LayersOf implements SharedPulls.Work {
        private final RegistryClient client;
        private final Descriptor entry;
        private final RegistryClient.Fetched manifest;

        LayersOf(RegistryClient client, Descriptor entry, RegistryClient.Fetched manifest) {
            this.client = client;
            this.entry = entry;
            this.manifest = manifest;
        }

        @Override
        public ImageId run(Leases.Lease lease, Progress all) throws IOException {
            try (client) {
                return layers(client, entry, manifest, lease, all);
            }
        }

        @Override
        public void stop() {
            client.abort();
        }
    }

    private record Source(RegistryClient client, RegistryClient.Fetched fetched) {
    }

    private static RegistryClient.Fetched choose(Source source, Platform platform, Reference name) throws IOException {
        Index index = Index.read(source.fetched().bytes(), source.fetched().mediaType());
        Descriptor mine = index.select(platform).orElseThrow(() -> new RegistryFailure("no matching manifest for "
                + platform + " in the manifest list entries of " + name.familiar(), 404));
        RegistryClient.Fetched manifest = source.client().manifest(mine.digest().toString());
        if (!manifest.mediaType().equals(mine.mediaType()) || manifest.bytes().length != mine.size()) {
            throw new InvalidImage("the index of " + name.familiar() + " says another type or size of the manifest "
                    + mine.digest() + " than it has");
        }
        return manifest;
    }

    private ImageId layers(RegistryClient client, Descriptor entry, RegistryClient.Fetched fetched, Leases.Lease lease,
            Progress progress) throws IOException {
        if (!MediaTypes.isManifest(fetched.mediaType())) {
            throw new InvalidImage("the registry has a document of the type " + fetched.mediaType()
                    + " there, which is no image (schema 1 is not supported)");
        }
        Manifest manifest = Manifest.read(fetched.bytes(), fetched.mediaType());
        ManifestCheck.check(manifest);
        try (LayerDownloads downloads = new LayerDownloads(client, contents, unpacking, lease,
                pulls.turns(), access.settings().parallel())) {
            downloads.blob(manifest.config(), Progress.NONE);
            contents.blobs().write(fetched.bytes(), lease);
            Catalog.Known known = catalog.require(entry);
            List<Digest> diffIds = known.config().diffIds();
            List<Digest> chains = ChainId.of(diffIds);
            chains.forEach(lease::hold);
            for (int i = 0; i < chains.size(); i++) {
                Descriptor layer = manifest.layers().get(i);
                progress.part(layer.digest().shortened(), "Pulling fs layer", -1, -1);
                downloads.begin(layer, diffIds.get(i), chains.get(i), progress);
            }
            for (int i = 0; i < chains.size(); i++) {
                Descriptor layer = manifest.layers().get(i);
                boolean fetchedNow = downloads.await(layer, chains.subList(0, i), chains.get(i));
                // a layer twice in one image is one download
                unpacking.unpack(layer, diffIds.get(i), chains.subList(0, i), chains.get(i));
                progress.part(layer.digest().shortened(), fetchedNow ? "Pull complete" : "Already exists", -1, -1);
            }
            return known.id();
        }
    }

    private boolean isNamed(Descriptor entry, Reference name) throws IOException {
        for (Descriptor known : contents.index().entries()) {
            if (known.digest().equals(entry.digest()) && !Catalog.isRemoved(known) && (name.digest().isPresent()
                    || Catalog.name(known).equals(Optional.of(name)))) {
                return true;
            }
        }
        return false;
    }
}
