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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The directory that a layer is unpacked into, and the way to the directories in it. A way never leaves it: it goes
 * through symbolic links of the same layer only if they are relative and stay inside ({@code RESOLVE_BENEATH}).
 * Directories that the archive names nowhere get owner, mode and attributes of the same directory in the layers below.
 */
final class LayerDirectory implements AutoCloseable {

    /** Overlay's mark of a directory that hides what is below it (Documentation/filesystems/overlayfs.rst). */
    static final String OPAQUE = "trusted.overlay.opaque";
    private static final byte[] YES = {'y'};
    private static final int BEFORE_MODE = 0700;

    private final Fd root;
    private final List<Fd> lowers = new ArrayList<>();
    private String cachedPath = "";
    private Fd cached;

    private LayerDirectory(Fd root) {
        this.root = root;
        this.cached = root;
    }

    /**
     * Opens it.
     *
     * @param directory an empty directory
     * @param lowers the layers below, unpacked, the top one first
     */
    static LayerDirectory open(Path directory, List<Path> lowers) throws IOException {
        LayerDirectory result = new LayerDirectory(Fd.open(directory, OpenFlags.DIRECTORY, 0));
        try {
            for (Path lower : lowers) {
                result.lowers.add(Fd.open(lower, OpenFlags.DIRECTORY | OpenFlags.PATH, 0));
            }
            return result;
        } catch (IOException e) {
            result.close();
            throw e;
        }
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
        forget();
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
    void forget() {
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

    /** Whether one of the lower layers has a directory there that this one would cover. */
    Optional<FileStatus> lowerStatus(String path) throws IOException {
        for (Fd lower : lowers) {
            try (Fd fd = FileCalls.openBeneath(lower.number(), bytesOrDot(path),
                    OpenFlags.PATH | OpenFlags.NOFOLLOW)) {
                return Optional.of(FileStatus.of(fd.number()));
            } catch (KernelException e) {
                if (e.errno() != Errno.ENOENT && e.errno() != Errno.ENOTDIR && e.errno() != Errno.EXDEV
                        && e.errno() != Errno.ELOOP) {
                    throw e;
                }
            }
        }
        return Optional.empty();
    }

    /** The lower layer, the top one first, that has a file there; its descriptor belongs to this object. */
    Optional<Fd> lowerWith(String path) {
        for (Fd lower : lowers) {
            try (Fd fd = FileCalls.openBeneath(lower.number(), bytesOrDot(path),
                    OpenFlags.PATH | OpenFlags.NOFOLLOW)) {
                return Optional.of(lower);
            } catch (KernelException e) {
                continue;
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        forget();
        root.close();
        lowers.forEach(Fd::close);
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
        FileCalls.makeDirectory(above, name, BEFORE_MODE);
        if (deleted) {
            makeOpaque(above, name);
        }
        inherit(above, name, directory.whole());
    }

    /** Gives a directory owner, mode, attributes and time of the same one below, or 0755 root. */
    void inherit(int above, byte[] name, String path) throws IOException {
        Optional<FileStatus> below = lowerStatus(path);
        if (below.isEmpty() || !below.get().isDirectory()) {
            FileCalls.chmodOwn(above, name, 0755);
            return;
        }
        FileStatus status = below.get();
        FileCalls.chown(above, name, status.uid(), status.gid());
        FileCalls.chmodOwn(above, name, status.permissions());
        Optional<Fd> lower = lowerWith(path);
        if (lower.isPresent()) {
            for (String attribute : Xattrs.list(lower.get().number(), bytesOrDot(path))) {
                if (!attribute.startsWith("trusted.overlay.")) {
                    Optional<byte[]> value = Xattrs.get(lower.get().number(), bytesOrDot(path), attribute);
                    if (value.isPresent()) {
                        Xattrs.set(above, name, attribute, value.get());
                    }
                }
            }
        }
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
