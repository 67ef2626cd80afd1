package dev.berth.image.layer;

import dev.berth.image.InvalidImage;
import dev.berth.kernel.Errno;
import dev.berth.kernel.Fd;
import dev.berth.kernel.FileCalls;
import dev.berth.kernel.FileStatus;
import dev.berth.kernel.FileTree;
import dev.berth.kernel.KernelException;
import dev.berth.kernel.OpenFlags;
import dev.berth.kernel.Xattrs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * The directory that a layer is unpacked into, and the way to the directories in it. A way never leaves it: it goes
 * through symbolic links of the same layer only if they are relative and stay inside ({@code RESOLVE_BENEATH}).
 * Directories that the archive names nowhere are made on the way and remembered, for {@link LowerLayers}.
 */
final class LayerDirectory implements AutoCloseable {

    /** Overlay's mark of a directory that hides what is below it (Documentation/filesystems/overlayfs.rst). */
    static final String OPAQUE = "trusted.overlay.opaque";
    private static final byte[] YES = {'y'};
    /** Of a directory that neither the archive nor a layer below has. */
    private static final int UNNAMED_MODE = 0755;

    private final Fd root;
    private final NewFiles made;
    /** Paths of directories that the archive did not name, the upper ones first; empty for the root. */
    private final NavigableSet<String> implied = new TreeSet<>();
    private String cachedPath = "";
    private Fd cached;

    private LayerDirectory(Fd root, NewFiles made) {
        this.root = root;
        this.made = made;
        this.cached = root;
    }

    /**
     * Opens it.
     *
     * @param directory an empty directory
     */
    static LayerDirectory open(Path directory) throws IOException {
        Fd root = Fd.open(directory, OpenFlags.DIRECTORY, 0);
        boolean done = false;
        try {
            FileCalls.chmod(root.number(), UNNAMED_MODE);
            LayerDirectory result = new LayerDirectory(root, NewFiles.in(root.number()));
            result.implied.add("");
            done = true;
            return result;
        } finally {
            if (!done) {
                root.close();
            }
        }
    }

    /** The directories that the archive did not name, the upper ones first; an empty path is the root. */
    List<String> implied() {
        return List.copyOf(implied);
    }

    /** The archive names a directory after all. */
    void named(String path) {
        implied.remove(path);
    }

    /** A path is removed with all below it. */
    void removed(String path) throws IOException {
        Below.remove(implied, path);
        forget();
    }

    /** What is made in the directory that {@link #parent} gave last. */
    NewFiles made() {
        return made;
    }

    /** The root's descriptor. */
    int root() {
        return root.number();
    }

    /**
     * The directory that a path is in; made, with those above it, where it is missing.
     *
     * @param path a checked path
     * @param what what it is, for the message
     * @return a descriptor that stays open until the next call
     * @throws InvalidImage if the way leaves the layer or leads through something that is no directory
     */
    int parent(LayerPath path, String what) throws IOException {
        if (path.parent().equals(cachedPath)) {
            return cached.number();
        }
        leave();
        Fd found;
        try {
            found = openDirectory(path.parent());
        } catch (KernelException e) {
            if (e.errno() != Errno.ENOENT && e.errno() != Errno.ENOTDIR) {
                throw explained(e, path, what);
            }
            found = makeParents(path, what);
        }
        cached = found;
        cachedPath = path.parent();
        made.enter(found.number());
        return found.number();
    }

    /**
     * The directory that an existing file is in.
     *
     * @throws InvalidImage as {@link #parent}, and if it is missing
     */
    Fd existingParent(LayerPath path, String what) throws IOException {
        try {
            return openDirectory(path.parent());
        } catch (KernelException e) {
            throw explained(e, path, what);
        }
    }

    /** Forgets the directory that was used last; to be called when something that may be on a way was replaced. */
    void forget() throws IOException {
        leave();
        made.enter(root.number());
    }

    private void leave() {
        if (cached != root) {
            cached.close();
        }
        cached = root;
        cachedPath = "";
    }

    /**
     * Makes a directory hide what is below it.
     *
     * @param parent descriptor of the directory that holds it
     * @param name its name, or {@code .}
     */
    static void makeOpaque(int parent, byte[] name) throws IOException {
        Xattrs.set(parent, name, OPAQUE, YES);
    }

    @Override
    public void close() {
        leave();
        root.close();
    }

    private Fd openDirectory(String path) throws KernelException {
        return FileCalls.openBeneath(root.number(), bytesOrDot(path), OpenFlags.DIRECTORY);
    }

    private Fd makeParents(LayerPath path, String what) throws IOException {
        int end = 0;
        while (end < path.parent().length()) {
            int slash = path.parent().indexOf('/', end + 1);
            end = slash < 0 ? path.parent().length() : slash;
            String way = path.parent().substring(0, end);
            int last = way.lastIndexOf('/');
            LayerPath directory = new LayerPath(last < 0 ? "" : way.substring(0, last), way.substring(last + 1));
            try (Fd above = openDirectory(directory.parent())) {
                makeImplied(above.number(), directory, path, what);
            } catch (KernelException e) {
                throw explained(e, path, what);
            }
        }
        try {
            return openDirectory(path.parent());
        } catch (KernelException e) {
            throw explained(e, path, what);
        }
    }

    private void makeImplied(int above, LayerPath directory, LayerPath path, String what) throws IOException {
        byte[] name = directory.nameBytes();
        boolean deleted = false;
        try {
            FileStatus there = FileStatus.at(above, name);
            if (!there.isWhiteout()) {
                // a directory, or a link whose end openDirectory judges; anything else fails there as no directory
                if (!there.isDirectory() && there.type() != FileStatus.SYMLINK) {
                    throw LayerPath.refused(what, path.whole(), "it lies under \"" + TarEntry.shown(directory.whole())
                            + "\", which is no directory");
                }
                return;
            }
            deleted = true;
            FileTree.remove(above, name);
        } catch (KernelException e) {
            if (e.errno() != Errno.ENOENT) {
                throw e;
            }
        }
        FileCalls.makeDirectory(above, name, UNNAMED_MODE);
        FileCalls.chmodOwn(above, name, UNNAMED_MODE);
        if (deleted) {
            makeOpaque(above, name);
        }
        implied.add(directory.whole());
    }

    private static IOException explained(KernelException e, LayerPath path, String what) {
        return switch (e.errno()) {
            case Errno.EXDEV -> LayerPath.refused(what, path.whole(),
                    "its path leads through a symbolic link out of the layer");
            case Errno.ELOOP -> LayerPath.refused(what, path.whole(), "its path goes through too many symbolic links");
            case Errno.ENOTDIR -> LayerPath.refused(what, path.whole(), "its path leads through what is no directory");
            case Errno.ENOENT -> LayerPath.refused(what, path.whole(),
                    "its path leads through a symbolic link that points nowhere, or to what is not there");
            default -> e;
        };
    }

    private static byte[] bytesOrDot(String path) {
        return LayerPath.bytes(path.isEmpty() ? "." : path);
    }
}
