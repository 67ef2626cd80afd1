package dev.berth.image.store;

import dev.berth.image.Digest;
import dev.berth.image.Reference;
import dev.berth.image.layer.TarEntry;
import dev.berth.image.layer.TarWriter;
import dev.berth.image.manifest.Descriptor;
import dev.berth.image.manifest.Index;
import dev.berth.image.manifest.JsonObject;
import dev.berth.image.manifest.Manifest;
import dev.berth.image.manifest.MediaTypes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Saves images as docker 25 and later do: an OCI layout with a {@code manifest.json} beside it, which older dockers,
 * podman and skopeo read too. Blobs go out byte by byte as they are.
 */
public final class ArchiveSaver {

    private static final int BUFFER = 256 * 1024;

    private final Contents contents;

    /** From a store. */
    public ArchiveSaver(Contents contents) {
        this.contents = contents;
    }

    /**
     * An image to save.
     *
     * @param documents its documents
     * @param names the names to save it under
     */
    public record Saved(Catalog.Known documents, List<Reference> names) {
    }

    /**
     * Saves images into one archive.
     *
     * @param images which, each once
     * @param out where to, buffered; not closed
     */
    public void save(List<Saved> images, OutputStream out) throws IOException {
        try (Leases.Lease lease = contents.leases().begin()) {
            TarWriter tar = new TarWriter(out);
            Set<Digest> written = new HashSet<>();
            List<Descriptor> index = new ArrayList<>();
            List<Object> docker = new ArrayList<>();
            for (Saved image : images) {
                Manifest manifest = image.documents().manifest();
                blob(image.documents().manifestDigest(), tar, written, lease);
                blob(manifest.config().digest(), tar, written, lease);
                for (Descriptor layer : manifest.layers()) {
                    blob(layer.digest(), tar, written, lease);
                }
                index.addAll(entries(image));
                docker.add(dockerEntry(image));
            }
            tar.file("oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}".getBytes(StandardCharsets.UTF_8));
            tar.file("index.json", new Index(MediaTypes.OCI_INDEX, index).toBytes());
            tar.file("manifest.json", JsonObject.writeList(docker));
            tar.finish();
        }
    }

    private void blob(Digest digest, TarWriter tar, Set<Digest> written, Leases.Lease lease) throws IOException {
        if (!written.add(digest)) {
            return;
        }
        lease.hold(digest);
        long size = contents.blobs().size(digest);
        tar.begin(new TarEntry(TarEntry.Type.FILE, path(digest), "", 0644, 0, 0, size, 0, 0, 0, 0, Map.of(),
                new long[0]));
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = contents.blobs().open(digest)) {
            int n = in.read(buffer);
            while (n >= 0) {
                tar.data(buffer, n);
                n = in.read(buffer);
            }
        }
        tar.pad(size);
    }

    private List<Descriptor> entries(Saved image) throws IOException {
        Digest digest = image.documents().manifestDigest();
        Descriptor plain = Descriptor.of(image.documents().manifest().mediaType(), digest,
                contents.blobs().size(digest));
        List<Descriptor> result = new ArrayList<>();
        for (Reference name : image.names()) {
            result.add(plain.withAnnotations(Map.of(Descriptor.CONTAINERD_NAME, name.toString(), Descriptor.REF_NAME,
                    name.tag().orElse(Reference.DEFAULT_TAG))));
        }
        return result.isEmpty() ? List.of(plain) : result;
    }

    private static Map<String, Object> dockerEntry(Saved image) {
        Manifest manifest = image.documents().manifest();
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("Config", path(manifest.config().digest()));
        entry.put("RepoTags", image.names().stream().map(Reference::familiar).toList());
        entry.put("Layers", manifest.layers().stream().map(layer -> path(layer.digest())).toList());
        return entry;
    }

    private static String path(Digest digest) {
        return "blobs/sha256/" + digest.hex();
    }
}
