package dev.berth.image.store;

import dev.berth.image.Digest;
import dev.berth.image.IdShift;
import dev.berth.image.layer.Compression;
import dev.berth.image.layer.LayerPacker;
import dev.berth.image.layer.LayerRoot;
import dev.berth.image.layer.TarWriter;
import dev.berth.image.layer.TreeComparison;
import dev.berth.image.layer.TreeCopy;
import dev.berth.image.manifest.Descriptor;
import dev.berth.image.manifest.Manifest;
import dev.berth.image.manifest.MediaTypes;
import dev.berth.kernel.DirectoryEntries;
import dev.berth.kernel.Fd;
import dev.berth.kernel.FileTree;
import dev.berth.kernel.OpenFlags;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Layers made in place: a directory that was written, as an overlay's upper one where that is possible, is packed and
 * hashed once and becomes an unpacked layer by being renamed, so that nothing is unpacked again.
 */
public final class Drafts {

    private static final int BUFFER = 256 * 1024;

    private final Contents contents;

    /** In a store. */
    public Drafts(Contents contents) {
        this.contents = contents;
    }

    /**
     * Begins a layer on others, whose root has owner, mode and attributes of the root below.
     *
     * @param lowers the layers below, the top one first
     */
    public LayerDraft begin(List<Path> lowers) throws IOException {
        return begin(contents.layers().driver().drafts(), lowers);
    }

    /**
     * Begins a layer that does not depend on those below.
     *
     * @param lowers the layers below, the top one first
     */
    public LayerDraft beginOwn(List<Path> lowers) throws IOException {
        return begin(LayerDraft.Kind.OWN, lowers);
    }

    private LayerDraft begin(LayerDraft.Kind kind, List<Path> lowers) throws IOException {
        Manifest.checkDepth(lowers.size() + 1);
        LayerDraft draft = new LayerDraft(contents.layers().temporary(), kind, lowers);
        boolean done = false;
        try {
            Files.createDirectory(draft.upper());
            Files.createDirectory(draft.work());
            LayerRoot.inherit(draft.upper(), lowers);
            if (kind == LayerDraft.Kind.COPY && !lowers.isEmpty()) {
                TreeCopy.copy(lowers.get(0), draft.upper(), IdShift.NONE);
            }
            done = true;
            return draft;
        } finally {
            if (!done) {
                discard(draft);
            }
        }
    }

    /**
     * Whether a layer must have its place before the next one can begin: that needs a whole tree, and not one directory
     * of many.
     */
    public boolean oneByOne() {
        return contents.layers().driver().drafts() == LayerDraft.Kind.COPY;
    }

    /**
     * A draft over the layers below it, to be written to.
     *
     * @param draft the layer
     * @return the root; mounted as long as it is open
     */
    public Fd writable(LayerDraft draft) throws IOException {
        if (draft.kind() == LayerDraft.Kind.OVERLAY && !draft.lowers().isEmpty()) {
            return WritableView.open(draft, draft.lowers(), draft.place());
        }
        return Fd.open(draft.upper(), OpenFlags.DIRECTORY, 0);
    }

    /** What becomes the root of a command that writes to a draft. */
    public WritableLayer.Mountable mountable(LayerDraft draft) {
        return draft.kind() == LayerDraft.Kind.OVERLAY
                ? new WritableLayer.Mountable.Overlay(draft.upper(), draft.work())
                : new WritableLayer.Mountable.Directory(draft.upper());
    }

    /**
     * Packs a draft that nobody writes to any more into a blob.
     *
     * @param draft the layer
     * @param lease holds the blob
     * @return the layer; nothing if the draft is empty, which by docker's rules makes no layer
     */
    public Optional<BuiltLayer> pack(LayerDraft draft, Leases.Lease lease) throws IOException {
        Optional<TreeComparison> changes = Optional.empty();
        if (draft.kind() == LayerDraft.Kind.COPY) {
            changes = Optional.of(TreeComparison.of(draft.lowers().stream().findFirst(), draft.upper(), IdShift.NONE,
                    Set.of()));
        }
        if (changes.isPresent() ? changes.get().changes().isEmpty() : isEmpty(draft.upper())) {
            return Optional.empty();
        }
        try (BlobWriter blob = contents.blobs().begin()) {
            OutputStream out = new BufferedOutputStream(blob, BUFFER);
            TarWriter tar = new TarWriter(out);
            LayerPacker packer = changes.isPresent() ? LayerPacker.ofChanges(tar, changes.get(), IdShift.NONE)
                    : LayerPacker.ofUpper(tar, Set.of());
            packer.pack(draft.upper());
            out.flush();
            Files.writeString(draft.place().resolve("size"), Long.toString(packer.fileBytes()));
            long size = blob.size();
            Digest digest = blob.commit(lease);
            return Optional.of(new BuiltLayer(digest, Descriptor.of(MediaTypes.layer(Compression.NONE), digest,
                    size)));
        }
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (Fd root = Fd.open(directory, OpenFlags.DIRECTORY, 0)) {
            return DirectoryEntries.names(root.number()).isEmpty();
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
        FileTree.remove(draft.place().resolve("work"));
        if (draft.kind() == LayerDraft.Kind.OWN) {
            contents.layers().driver().settle(draft.place(), draft.lowers());
        }
        long size = Long.parseLong(Files.readString(draft.place().resolve("size")));
        contents.layers().acceptSettled(LayerStore.Unpacked.whole(draft.place(), size), chain);
        return contents.layers().diff(chain);
    }

    /** Throws a draft away. */
    public void discard(LayerDraft draft) throws IOException {
        contents.layers().discard(LayerStore.Unpacked.whole(draft.place(), 0));
    }
}
