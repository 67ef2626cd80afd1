package dev.berth.image.store;

import dev.berth.image.Digest;
import dev.berth.image.ImageId;
import dev.berth.image.InvalidImage;
import dev.berth.image.InvalidReference;
import dev.berth.image.Platform;
import dev.berth.image.Progress;
import dev.berth.image.Reference;
import dev.berth.image.RootFilesystem;
import dev.berth.image.layer.Compression;
import dev.berth.image.manifest.ConfigDocument;
import dev.berth.image.manifest.Descriptor;
import dev.berth.image.manifest.Index;
import dev.berth.image.manifest.JsonObject;
import dev.berth.image.manifest.Manifest;
import dev.berth.image.manifest.MediaTypes;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Loads archives as {@code docker save}, {@code podman save} and {@code skopeo} write them: docker-archive
 * ({@code manifest.json}), OCI layout ({@code index.json}), or both in one.
 */
public final class ArchiveLoader {

    private final Contents contents;
    private final Catalog catalog;
    private final Unpacking unpacking;

    /** Into a store. */
    public ArchiveLoader(Contents contents, Catalog catalog, Unpacking unpacking) {
        this.contents = contents;
        this.catalog = catalog;
        this.unpacking = unpacking;
    }

    /**
     * Loads all images of an archive. An image is entered under its names only when all its layers are checked and
     * unpacked.
     *
     * @param archive plain or compressed, read to its end
     * @param progress hears of each layer
     * @return the images' ids, and under which names of the archive each was entered
     * @throws InvalidImage if it is damaged or hostile
     */
    public Map<ImageId, List<Reference>> load(InputStream archive, Progress progress) throws IOException {
        Map<ImageId, List<Reference>> loaded = new LinkedHashMap<>();
        Leases.Lease lease = contents.leases().begin();
        try {
            ArchiveFiles files = ArchiveFiles.read(archive, contents.blobs(), lease, progress);
            List<Descriptor> manifests = ociManifests(files);
            Optional<Digest> dockerManifest = files.find("manifest.json");
            if (dockerManifest.isPresent()) {
                byte[] bytes = contents.blobs().read(dockerManifest.get(), Manifest.SIZE_LIMIT);
                for (JsonObject image : JsonObject.readList(bytes, "the archive's manifest.json")) {
                    docker(image, files, manifests, lease, progress, loaded);
                }
            } else if (!manifests.isEmpty()) {
                for (Descriptor manifest : manifests) {
                    enter(manifest, ociNames(manifest), progress, loaded);
                }
            } else {
                throw new InvalidImage("this is no image archive: it has neither manifest.json (docker-archive) nor "
                        + "index.json (OCI layout); for the archive of a root file system use import");
            }
        } finally {
            // what the archive had besides images, or all of it if it was refused
            Set<Digest> taken = lease.digests();
            lease.close();
            new Collector(contents).collect(taken, Set.of());
        }
        return loaded;
    }

    private void docker(JsonObject image, ArchiveFiles files, List<Descriptor> manifests, Leases.Lease lease,
            Progress progress, Map<ImageId, List<Reference>> loaded) throws IOException {
        Digest config = files.get(image.requiredText("Config"));
        List<Reference> names = new ArrayList<>();
        for (String name : image.texts("RepoTags")) {
            names.add(checked(Reference.parse(name)));
        }
        // docker 25 and later write an OCI layout too: its manifest keeps the digest that registries know
        for (Descriptor manifest : manifests) {
            byte[] bytes = contents.blobs().read(manifest.digest(), Manifest.SIZE_LIMIT);
            if (Manifest.read(bytes, manifest.mediaType()).config().digest().equals(config)) {
                enter(manifest, names, progress, loaded);
                return;
            }
        }
        byte[] document = contents.blobs().read(config, ConfigDocument.SIZE_LIMIT);
        List<Descriptor> layers = new ArrayList<>();
        for (String file : image.texts("Layers")) {
            Digest layer = files.get(file);
            layers.add(Descriptor.of(MediaTypes.layer(compression(layer)), layer, contents.blobs().size(layer)));
        }
        Descriptor manifest = new Entering(contents).write(document, layers, lease);
        enter(manifest, names, progress, loaded);
    }

    /** The manifests of the archive's index: of an image for several platforms that for this machine. */
    private List<Descriptor> ociManifests(ArchiveFiles files) throws IOException {
        Optional<Digest> file = files.find("index.json");
        List<Descriptor> result = new ArrayList<>();
        if (file.isEmpty()) {
            return result;
        }
        Index index = Index.read(contents.blobs().read(file.get(), Manifest.SIZE_LIMIT), "");
        for (Descriptor entry : index.manifests()) {
            if (MediaTypes.isIndex(entry.mediaType())) {
                byte[] bytes = contents.blobs().read(entry.digest(), Manifest.SIZE_LIMIT);
                Index images = Index.read(bytes, entry.mediaType());
                Descriptor chosen = images.select(Platform.current()).or(images::only).orElseThrow(
                        () -> new InvalidImage("the archive has no image for " + Platform.current()));
                result.add(chosen.withAnnotations(entry.annotations()));
            } else if (MediaTypes.isManifest(entry.mediaType())) {
                result.add(entry);
            } else {
                throw new InvalidImage("the archive's index has an entry of the unknown type " + entry.mediaType());
            }
        }
        return result;
    }

    private static List<Reference> ociNames(Descriptor manifest) {
        String name = manifest.annotations().getOrDefault(Descriptor.CONTAINERD_NAME,
                manifest.annotations().getOrDefault(Descriptor.REF_NAME, ""));
        if (name.isEmpty()) {
            return List.of();
        }
        try {
            return List.of(checked(Reference.parse(name)));
        } catch (InvalidReference e) {
            // free text in another tool's annotation is no reason to refuse the image
            return List.of();
        }
    }

    private static Reference checked(Reference name) throws InvalidReference {
        Names.checkNew(name);
        return name.withDefaultTag();
    }

    private void enter(Descriptor manifest, List<Reference> names, Progress progress,
            Map<ImageId, List<Reference>> loaded) throws IOException {
        Descriptor entry = Descriptor.of(manifest.mediaType(), manifest.digest(), manifest.size());
        Catalog.Known known = catalog.require(entry);
        for (Descriptor layer : known.manifest().layers()) {
            if (contents.blobs().size(layer.digest()) != layer.size()) {
                throw new InvalidImage("the layer " + layer.digest() + " has " + contents.blobs().size(layer.digest())
                        + " bytes, its manifest says " + layer.size());
            }
            progress.part(layer.digest().shortened(), "Loading layer", layer.size(), layer.size());
        }
        try (RootFilesystem unpacked = unpacking.open(known)) {
            if (names.isEmpty()) {
                new Names(contents.index()).add(entry, Optional.empty(), Optional.empty());
            }
            for (Reference name : names) {
                new Names(contents.index()).add(entry, Optional.of(name), Optional.empty());
            }
        }
        loaded.computeIfAbsent(known.id(), id -> new ArrayList<>()).addAll(names);
    }

    private Compression compression(Digest blob) throws IOException {
        try (BufferedInputStream in = new BufferedInputStream(contents.blobs().open(blob), 512)) {
            return LayerIngest.compression(in, blob);
        }
    }
}
