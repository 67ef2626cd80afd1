package dev.berth.image.store;

import dev.berth.image.IdShift;
import dev.berth.image.RootFilesystem;
import dev.berth.image.layer.FileChange;
import dev.berth.image.layer.LayerPacker;
import dev.berth.image.layer.TarWriter;
import dev.berth.image.layer.TreeComparison;
import dev.berth.image.layer.TreeCopy;
import dev.berth.kernel.Fd;
import dev.berth.kernel.OpenFlags;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A container's changes in a copy of its image's tree.
 *
 * @param directory holds the copy, {@code root/}, and {@code ids}, who owns its files
 */
record CopiedWritableLayer(Path directory) implements WritableLayer {

    private Path root() {
        return directory.resolve("root");
    }

    @Override
    public void make(RootFilesystem image, IdShift ids) throws IOException {
        Files.createDirectory(directory);
        Files.createDirectory(root());
        Files.writeString(directory.resolve("ids"), ids.toText());
        Optional<Path> tree = tree(image);
        if (tree.isPresent()) {
            TreeCopy.copy(tree.get(), root(), ids);
        }
    }

    @Override
    public long sizeBytes(RootFilesystem image) throws IOException {
        return comparison(image, Set.of()).bytes();
    }

    @Override
    public List<FileChange> changes(RootFilesystem image, Set<String> excluded) throws IOException {
        return comparison(image, excluded).changes();
    }

    @Override
    public void pack(RootFilesystem image, Set<String> excluded, OutputStream out) throws IOException {
        TreeComparison changes = comparison(image, excluded);
        LayerPacker.ofChanges(new TarWriter(out), changes, ids()).pack(root());
    }

    @Override
    public void export(RootFilesystem image, Set<String> hidden, OutputStream out) throws IOException {
        try (Fd view = Fd.open(root(), OpenFlags.DIRECTORY, 0)) {
            LayerPacker.ofTree(new TarWriter(out), hidden, ids()).pack(view);
        }
    }

    @Override
    public Mountable mountable() {
        return new Mountable.Directory(root());
    }

    private TreeComparison comparison(RootFilesystem image, Set<String> excluded) throws IOException {
        return TreeComparison.of(tree(image), root(), ids(), excluded);
    }

    private IdShift ids() throws IOException {
        return IdShift.parse(Files.readString(directory.resolve("ids")));
    }

    /** The image's own tree; the built-in image is this machine, of which nobody wants a copy. */
    private static Optional<Path> tree(RootFilesystem image) throws IOException {
        Optional<Path> tree = image.lowerDirectories().stream().findFirst();
        if (tree.equals(Optional.of(Path.of("/")))) {
            throw new IOException("the built-in image host needs the storage driver " + OverlayDriver.NAME
                    + ": this data directory's is " + VfsDriver.NAME + ", which copies the image");
        }
        return tree;
    }
}
