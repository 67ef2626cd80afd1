package dev.berth.image.store;

import dev.berth.image.Digest;
import dev.berth.image.Image;
import dev.berth.image.ImageDamage;
import dev.berth.image.ImageException;
import dev.berth.image.Reference;
import dev.berth.image.layer.Compression;
import dev.berth.image.layer.LayerPacker;
import dev.berth.image.layer.TarWriter;
import dev.berth.image.manifest.Descriptor;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Repairs what {@link Verifier} found: a layer's files from its archive, an archive from its unpacked files or from the
 * same layer in another archive, and all else by fetching it again.
 */
final class Repairer {

    private static final System.Logger LOG = System.getLogger(Repairer.class.getName());
    private static final int BUFFER = 256 * 1024;

    private final ImageStore store;
    private final Contents contents;
    private final Refetch refetch;

    Repairer(ImageStore store, Refetch refetch) {
        this.store = store;
        this.contents = store.contents();
        this.refetch = refetch;
    }

    /** Tries; gives what it did, or the same damage if nothing helped. */
    ImageDamage repair(ImageDamage damage) throws IOException {
        return damage.kind() == ImageDamage.Kind.LAYER ? layer(damage) : blob(damage);
    }

    /** Files go away and come back from the archive, now or when the layer is needed next. */
    private ImageDamage layer(ImageDamage damage) throws IOException {
        contents.layers().delete(damage.digest());
        for (Image image : store.list()) {
            if (ChainId.of(image.layers()).contains(damage.digest())) {
                try {
                    store.unpacked(image).close();
                    return damage.repairedBy("unpacked again");
                } catch (ImageException e) {
                    LOG.log(System.Logger.Level.INFO, "The layer {0} cannot be unpacked again: {1}", damage.digest(),
                            e.getMessage());
                }
            }
        }
        return damage;
    }

    private ImageDamage blob(ImageDamage damage) throws IOException {
        if (plain(damage.digest())) {
            return damage.repairedBy("made again from the same layer");
        }
        for (Descriptor entry : contents.index().entries()) {
            boolean uses = damage.images().contains(Catalog.name(entry).map(Reference::familiar)
                    .orElseGet(() -> entry.digest().toString()));
            for (String from : uses ? Catalog.repoDigests(entry) : List.<String>of()) {
                if (fetched(damage.digest(), entry.digest(), Reference.parse(from))) {
                    return damage.repairedBy("fetched again from " + Reference.parse(from).domain());
                }
            }
        }
        return damage;
    }

    private boolean fetched(Digest blob, Digest manifest, Reference from) throws IOException {
        // a pull takes what is there for whole
        contents.blobs().delete(blob);
        store.catalog().forget(manifest);
        try {
            refetch.fetch(from);
        } catch (ImageException e) {
            LOG.log(System.Logger.Level.INFO, "The blob {0} cannot be fetched again as part of {1}: {2}", blob, from,
                    e.getMessage());
        }
        return contents.blobs().contains(blob);
    }

    /** A layer's plain archive, from its unpacked files, if they were packed here, or from a compressed one. */
    private boolean plain(Digest diffId) throws IOException {
        for (Image image : store.list()) {
            List<Digest> diffIds = image.layers();
            int at = diffIds.indexOf(diffId);
            if (at < 0) {
                continue;
            }
            Digest chain = ChainId.of(diffIds).get(at);
            Digest archive = store.known(image).manifest().layers().get(at).digest();
            List<Writing> ways = new ArrayList<>();
            if (!archive.equals(diffId) && contents.blobs().contains(archive)) {
                ways.add(out -> decompress(archive, out));
            }
            if (contents.layers().contains(chain) && store.driver() instanceof OverlayDriver) {
                ways.add(out -> LayerPacker.ofUpper(new TarWriter(out), Set.of()).pack(contents.layers().diff(chain)));
            }
            for (Writing way : ways) {
                if (written(diffId, way)) {
                    return true;
                }
            }
        }
        return false;
    }

    @FunctionalInterface
    private interface Writing {
        void write(OutputStream out) throws IOException;
    }

    private void decompress(Digest archive, OutputStream out) throws IOException {
        try (BufferedInputStream raw = new BufferedInputStream(contents.blobs().open(archive), BUFFER)) {
            InputStream plain = Compression.of(raw).open(raw);
            plain.transferTo(out);
        }
    }

    /** Writes a blob anew beside the broken one, and puts it in its place only if it is the right one. */
    private boolean written(Digest digest, Writing way) throws IOException {
        try (BlobWriter blob = contents.blobs().begin(); Leases.Lease lease = contents.leases().begin()) {
            OutputStream out = new BufferedOutputStream(blob, BUFFER);
            way.write(out);
            out.flush();
            blob.replace(digest, lease);
            return true;
        } catch (ImageException e) {
            return false;
        }
    }
}
