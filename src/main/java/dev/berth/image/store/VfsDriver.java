package dev.berth.image.store;

import dev.berth.image.layer.TreeCopy;
import dev.berth.image.layer.WhiteoutMarks;
import dev.berth.kernel.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * For file systems on which no overlay can be: a layer's directory has the whole tree up to it, and a container a copy
 * of its image's. Trees share files that a layer did not change, as further names of them; a container's copy shares
 * blocks where the file system can do that.
 */
final class VfsDriver implements StorageDriver {

    /** Docker's name for it. */
    static final String NAME = "vfs";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String directory() {
        return "trees";
    }

    @Override
    public WhiteoutMarks marks() {
        return WhiteoutMarks.FILES;
    }

    @Override
    public void settle(Path place, List<Path> below) throws IOException {
        Path own = place.resolve("own");
        Path tree = place.resolve("diff");
        Files.move(tree, own);
        Files.createDirectory(tree);
        if (!below.isEmpty()) {
            TreeCopy.link(below.get(0), tree);
        }
        TreeCopy.apply(own, tree);
        FileTree.remove(own);
    }

    @Override
    public LayerDraft.Kind drafts() {
        return LayerDraft.Kind.COPY;
    }

    @Override
    public List<Path> lowers(List<Path> layers) {
        return layers.isEmpty() ? layers : layers.subList(0, 1);
    }

    @Override
    public WritableLayer writable(Path directory, Path temporary) {
        return new CopiedWritableLayer(directory);
    }
}
