package dev.berth.image.store;

import dev.berth.image.Digest;
import dev.berth.image.layer.Compression;
import dev.berth.image.layer.LayerPacker;
import dev.berth.image.layer.LayerRoot;
import dev.berth.image.layer.TarWriter;
import dev.berth.image.manifest.Descriptor;
import dev.berth.image.manifest.MediaTypes;
import dev.berth.kernel.DirectoryEntries;
import dev.berth.kernel.Fd;
import dev.berth.kernel.FileTree;
import dev.berth.kernel.OpenFlags;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Layers made in place: a directory that was written as an overlay's upper one is packed and hashed once and becomes an
 * unpacked layer by being renamed, so that nothing is unpacked again.
 */
public final class Drafts {

    private static final int BUFFER = 256 * 1024;

    private final Contents contents;

    /** In a store. */
    public Drafts(Contents contents) {
        this.contents = contents;
    }

    /**
     * Begins a layer: an empty upper directory whose root has owner, mode and attributes of the root below.
     *
     * @param lowers the layers below, the top one first
     */
    public LayerDraft begin(List<Path> lowers) throws IOException {
        if (!(contents.layers().driver() instanceof OverlayDriver)) {
            throw new IOException("images cannot be built with the storage driver " + contents.layers().driver().name()
                    + " yet: use a data directory on a file system where " + OverlayDriver.NAME + " is possible");
        }
        LayerDraft draft = new LayerDraft(contents.layers().temporary());
        boolean done = false;
        try {
            Files.createDirectory(draft.upper());
            Files.createDirectory(draft.work());
            LayerRoot.inherit(draft.upper(), lowers);
            done = true;
            return draft;
        } finally {
            if (!done) {
                discard(draft);
            }
        }
    }

    /**
     * A draft over the layers below it, to be written to.
     *
     * @param draft the layer
     * @param lowers the layers below, the top one first
     * @return the root; mounted as long as it is open
     */
    public Fd writable(LayerDraft draft, List<Path> lowers) throws IOException {
        Path place = draft.place();
        if (!lowers.isEmpty()) {
            return WritableView.open(draft, lowers, place);
        }
        return Fd.open(draft.upper(), OpenFlags.DIRECTORY, 0);
    }

    /**
     * Packs a draft that nobody writes to any more into a blob.
     *
     * @param draft the layer
     * @param lease holds the blob
     * @return the layer; nothing if the draft is empty, which by docker's rules makes no layer
     */
    public Optional<BuiltLayer> pack(LayerDraft draft, Leases.Lease lease) throws IOException {
        try (Fd root = Fd.open(draft.upper(), OpenFlags.DIRECTORY, 0)) {
            if (DirectoryEntries.names(root.number()).isEmpty()) {
                return Optional.empty();
            }
        }
        try (BlobWriter blob = contents.blobs().begin()) {
            OutputStream out = new BufferedOutputStream(blob, BUFFER);
            LayerPacker packer = LayerPacker.ofUpper(new TarWriter(out), Set.of());
            packer.pack(draft.upper());
            out.flush();
            Files.writeString(draft.place().resolve("size"), Long.toString(packer.fileBytes()));
            long size = blob.size();
            Digest digest = blob.commit(lease);
            return Optional.of(new BuiltLayer(digest, Descriptor.of(MediaTypes.layer(Compression.NONE), digest,
                    size)));
        }
    }

    /**
     * Makes a packed draft the unpacked layer of its chain; the draft's directory is gone afterwards.
     *
     * @param draft the layer
     * @param chain its chain id, held
     * @return the lower directory
     */
    public Path adopt(LayerDraft draft, Digest chain) throws IOException {
        try (Fd place = Fd.open(draft.place(), OpenFlags.DIRECTORY, 0)) {
            FileTree.remove(place.number(), "work".getBytes(StandardCharsets.US_ASCII));
        }
        long size = Long.parseLong(Files.readString(draft.place().resolve("size")));
        contents.layers().accept(LayerStore.Unpacked.whole(draft.place(), size), chain, List.of());
        return contents.layers().diff(chain);
    }

    /** Throws a draft away. */
    public void discard(LayerDraft draft) throws IOException {
        contents.layers().discard(LayerStore.Unpacked.whole(draft.place(), 0));
    }
}
