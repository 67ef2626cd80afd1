package dev.berth.image.store;

import dev.berth.image.Digest;
import dev.berth.image.Image;
import dev.berth.image.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Hashes all blobs of all images again. */
public final class Verifier {

    private static final int BUFFER = 256 * 1024;

    private final Contents contents;
    private final Catalog catalog;

    /** For a store. */
    public Verifier(Contents contents, Catalog catalog) {
        this.contents = contents;
        this.catalog = catalog;
    }

    /**
     * A blob that is not what it should be.
     *
     * @param blob its digest
     * @param what {@code missing} or {@code damaged}
     * @param images names, or ids where there are none, of the images that need it
     */
    public record Damage(Digest blob, String what, List<String> images) {
    }

    /**
     * Looks at everything.
     *
     * @param discard whether to remove damaged blobs, so that a pull fetches them again
     * @param progress hears of each blob
     * @return what is wrong; empty if all is well
     */
    public List<Damage> verify(boolean discard, Progress progress) throws IOException {
        Map<Digest, Set<String>> needed = new LinkedHashMap<>();
        for (Image image : catalog.images()) {
            String shown = image.names().isEmpty() ? image.id().shortened() : image.names().get(0).familiar();
            catalog.require(entry(image)).manifest().layers().forEach(layer -> needed
                    .computeIfAbsent(layer.digest(), d -> new LinkedHashSet<>()).add(shown));
            needed.computeIfAbsent(image.id().digest(), d -> new LinkedHashSet<>()).add(shown);
            needed.computeIfAbsent(image.manifest(), d -> new LinkedHashSet<>()).add(shown);
        }
        List<Damage> result = new ArrayList<>();
        for (Map.Entry<Digest, Set<String>> blob : needed.entrySet()) {
            progress.part(blob.getKey().shortened(), "Verifying Checksum", -1, -1);
            boolean missing = !contents.blobs().contains(blob.getKey());
            if (missing || !hash(blob.getKey()).equals(blob.getKey())) {
                result.add(new Damage(blob.getKey(), missing ? "missing" : "damaged", List.copyOf(blob.getValue())));
                if (discard && !missing) {
                    contents.blobs().delete(blob.getKey());
                }
            }
        }
        return result;
    }

    private dev.berth.image.manifest.Descriptor entry(Image image) throws IOException {
        for (dev.berth.image.manifest.Descriptor entry : contents.index().entries()) {
            if (entry.digest().equals(image.manifest())) {
                return entry;
            }
        }
        throw new dev.berth.image.NoSuchImage(image.id().toString());
    }

    private Digest hash(Digest blob) throws IOException {
        MessageDigest hash = Hashing.sha256();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = contents.blobs().open(blob)) {
            int n = in.read(buffer);
            while (n >= 0) {
                hash.update(buffer, 0, n);
                n = in.read(buffer);
            }
        }
        return Digest.of(hash.digest());
    }
}
