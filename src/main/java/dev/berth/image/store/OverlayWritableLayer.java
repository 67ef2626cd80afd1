package dev.berth.image.store;

import dev.berth.image.IdShift;
import dev.berth.image.RootFilesystem;
import dev.berth.image.layer.FileChange;
import dev.berth.image.layer.LayerPacker;
import dev.berth.image.layer.TarWriter;
import dev.berth.image.layer.TreeSize;
import dev.berth.image.layer.UpperChanges;
import dev.berth.kernel.Fd;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A container's changes in an overlay's upper directory.
 *
 * @param directory holds {@code upper/} and {@code work/}
 * @param temporary where a directory may be made for a moment
 */
record OverlayWritableLayer(Path directory, Path temporary) implements WritableLayer {

    private Path upper() {
        return directory.resolve("upper");
    }

    @Override
    public void make(RootFilesystem root, IdShift ids) throws IOException {
        makeAhead();
    }

    @Override
    public boolean makeAhead() throws IOException {
        Files.createDirectory(directory);
        Files.createDirectory(upper());
        Files.createDirectory(directory.resolve("work"));
        return true;
    }

    @Override
    public long sizeBytes(RootFilesystem root) throws IOException {
        return TreeSize.of(upper());
    }

    @Override
    public List<FileChange> changes(RootFilesystem root, Set<String> excluded) throws IOException {
        return UpperChanges.list(upper(), root.lowerDirectories(), excluded);
    }

    @Override
    public void pack(RootFilesystem root, Set<String> excluded, OutputStream out) throws IOException {
        LayerPacker.ofUpper(new TarWriter(out), excluded).pack(upper());
    }

    @Override
    public void export(RootFilesystem root, Set<String> hidden, OutputStream out) throws IOException {
        List<Path> layers = new ArrayList<>(List.of(upper()));
        layers.addAll(root.lowerDirectories());
        try (Fd view = MergedView.open(layers, temporary)) {
            LayerPacker.ofTree(new TarWriter(out), hidden, IdShift.NONE).pack(view);
        }
    }

    @Override
    public Mountable mountable() {
        return new Mountable.Overlay(upper(), directory.resolve("work"));
    }
}
