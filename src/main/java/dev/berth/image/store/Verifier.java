package dev.berth.image.store;

import dev.berth.image.Digest;
import dev.berth.image.ImageDamage;
import dev.berth.image.ImageDamage.Kind;
import dev.berth.image.ImageException;
import dev.berth.image.Progress;
import dev.berth.image.Reference;
import dev.berth.image.layer.Compression;
import dev.berth.image.layer.TarReader;
import dev.berth.image.layer.UnpackedCheck;
import dev.berth.image.manifest.ConfigDocument;
import dev.berth.image.manifest.Descriptor;
import dev.berth.image.manifest.Index;
import dev.berth.image.manifest.Manifest;
import dev.berth.image.manifest.MediaTypes;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Hashes images' blobs again and compares what is unpacked with them; repairs what is broken. */
final class Verifier {

    private static final int BUFFER = 256 * 1024;

    private final ImageStore store;
    private final Contents contents;
    private final Progress progress;
    /** Names of the images that need a blob or layer. */
    private final Map<Part, Set<String>> users = new LinkedHashMap<>();
    private final Map<Part, String> damaged = new LinkedHashMap<>();
    private final Set<Part> sound = new LinkedHashSet<>();

    /** A blob and an unpacked layer may have the same digest: a plain layer with nothing below. */
    private record Part(Kind kind, Digest digest) {
    }

    Verifier(ImageStore store, Progress progress) {
        this.store = store;
        this.contents = store.contents();
        this.progress = progress;
    }

    /**
     * Looks at images.
     *
     * @param wanted which entries of the index
     * @return what is wrong, each blob and each layer once
     */
    List<ImageDamage> verify(Predicate<Descriptor> wanted) throws IOException {
        try (Leases.Lease lease = contents.leases().begin()) {
            for (Descriptor entry : contents.index().entries()) {
                if (wanted.test(entry)) {
                    entry(entry, shown(entry), lease);
                }
            }
        }
        List<ImageDamage> result = new ArrayList<>();
        damaged.forEach((part, detail) -> result.add(new ImageDamage(part.kind(), part.digest(), detail,
                List.copyOf(users.get(part)), "")));
        return result;
    }

    private static String shown(Descriptor entry) {
        return Catalog.name(entry).map(Reference::familiar).orElseGet(() -> entry.digest().toString());
    }

    /** A manifest, or an index with those of several platforms, of which the store may have one only. */
    private void entry(Descriptor entry, String image, Leases.Lease lease) throws IOException {
        if (!blob(entry.digest(), image, lease)) {
            return;
        }
        byte[] bytes = contents.blobs().read(entry.digest(), Manifest.SIZE_LIMIT);
        if (MediaTypes.isIndex(entry.mediaType())) {
            for (Descriptor child : Index.read(bytes, entry.mediaType()).manifests()) {
                if (contents.blobs().contains(child.digest())) {
                    entry(child, image, lease);
                }
            }
        } else if (MediaTypes.isManifest(entry.mediaType())) {
            Manifest manifest = Manifest.read(bytes, entry.mediaType());
            boolean config = blob(manifest.config().digest(), image, lease);
            List<Digest> chains = config ? ChainId.of(ConfigDocument.read(contents.blobs().read(
                    manifest.config().digest(), ConfigDocument.SIZE_LIMIT)).diffIds()) : List.of();
            for (int i = 0; i < manifest.layers().size(); i++) {
                boolean whole = blob(manifest.layers().get(i).digest(), image, lease);
                if (whole && i < chains.size()) {
                    layer(manifest.layers().get(i).digest(), chains.get(i),
                            i == 0 ? Optional.empty() : Optional.of(chains.get(i - 1)), image, lease);
                }
            }
        }
    }

    private boolean blob(Digest digest, String image, Leases.Lease lease) throws IOException {
        Part part = new Part(Kind.BLOB, digest);
        users.computeIfAbsent(part, p -> new LinkedHashSet<>()).add(image);
        lease.hold(digest);
        if (sound.contains(part)) {
            return true;
        }
        if (damaged.containsKey(part)) {
            return false;
        }
        progress.part(digest.shortened(), "Verifying Checksum", -1, -1);
        boolean missing = !contents.blobs().contains(digest);
        if (missing || !hash(digest).equals(digest)) {
            damaged.put(part, missing ? "is missing" : "has contents with another digest");
            return false;
        }
        sound.add(part);
        return true;
    }

    private void layer(Digest blob, Digest chain, Optional<Digest> below, String image, Leases.Lease lease)
            throws IOException {
        Part part = new Part(Kind.LAYER, chain);
        users.computeIfAbsent(part, p -> new LinkedHashSet<>()).add(image);
        lease.hold(chain);
        if (!contents.layers().contains(chain) || sound.contains(part) || damaged.containsKey(part)) {
            return;
        }
        progress.part(chain.shortened(), "Verifying files", -1, -1);
        Optional<String> wrong;
        try (BufferedInputStream raw = new BufferedInputStream(contents.blobs().open(blob), BUFFER)) {
            TarReader archive = new TarReader(new BufferedInputStream(Compression.of(raw).open(raw), BUFFER), false);
            wrong = store.driver() instanceof OverlayDriver
                    ? UnpackedCheck.run(archive, contents.layers().diff(chain), true) : tree(archive, chain, below);
        } catch (ImageException | java.nio.file.NoSuchFileException | dev.berth.kernel.KernelException e) {
            wrong = Optional.of("cannot be compared: " + e.getMessage());
        }
        if (wrong.isPresent()) {
            damaged.put(part, wrong.get());
        } else {
            sound.add(part);
        }
    }

    /** Of a tree with the files of the layers below, which are those of their tree. */
    private Optional<String> tree(TarReader archive, Digest chain, Optional<Digest> below) throws IOException {
        if (below.isPresent() && damaged.containsKey(new Part(Kind.LAYER, below.get()))) {
            return Optional.of("has files of the damaged layer below it");
        }
        Path tree = contents.layers().diff(chain);
        boolean comparable = below.isEmpty() || contents.layers().contains(below.get());
        return comparable ? UnpackedCheck.runTree(archive, tree, below.map(contents.layers()::diff))
                : UnpackedCheck.run(archive, tree, false);
    }

    private Digest hash(Digest blob) throws IOException {
        MessageDigest hash = Hashing.sha256();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = contents.blobs().open(blob)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                hash.update(buffer, 0, n);
            }
        }
        return Digest.of(hash.digest());
    }
}
