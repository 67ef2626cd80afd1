package dev.berth.image.layer;

import dev.berth.image.IdShift;
import dev.berth.kernel.DeepWalk;
import dev.berth.kernel.DirectoryEntries;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Copies a tree with all that belongs to its files into another one, by descriptors, so that no symbolic link in either
 * is followed. What is there already is replaced, directories are joined.
 */
public final class TreeCopy {

    private static final byte[] SELF = {'.'};
    private static final int BEFORE_MODE = 0700;

    private final boolean links;
    private final IdShift ids;
    private final boolean marks;
    private final FileCopy contents = new FileCopy();
    /** Where the first name of a file with several has gone, by its inode. */
    private final Map<Long, String> firstNames = new HashMap<>();
    private Fd top;

    private TreeCopy(boolean links, IdShift ids, boolean marks) {
        this.links = links;
        this.ids = ids;
        this.marks = marks;
    }

    /**
     * Copies files with their contents, for somebody who will write to them.
     *
     * @param from the tree
     * @param to a directory, which gets owner, mode and time of the tree's root
     * @param ids who owns the copies
     */
    public static void copy(Path from, Path to, IdShift ids) throws IOException {
        new TreeCopy(false, ids, false).run(from, to);
    }

    /**
     * Makes further names of the files, on the same file system, for a tree that nobody will write to.
     *
     * @param from the tree
     * @param to a directory, which gets owner, mode and time of the tree's root
     */
    public static void link(Path from, Path to) throws IOException {
        new TreeCopy(true, IdShift.NONE, false).run(from, to);
    }

    /**
     * Lays a layer over a tree, with further names of its files: what the layer deletes goes.
     *
     * @param layer unpacked with {@link WhiteoutMarks#FILES}
     * @param to a directory with the layers below
     */
    public static void apply(Path layer, Path to) throws IOException {
        new TreeCopy(true, IdShift.NONE, true).run(layer, to);
    }

    /** For single files, each with a name of its own. */
    static TreeCopy ofSingleFiles() {
        return new TreeCopy(false, IdShift.NONE, false);
    }

    /**
     * Copies a file that is no directory, with all that belongs to it.
     *
     * @param from the directory that it is in
     * @param name its name
     * @param to the directory that the copy comes into
     * @param target the copy's name, which nothing has yet
     */
    void file(int from, byte[] name, int to, byte[] target) throws IOException {
        FileStatus status = FileStatus.at(from, name);
        if (status.type() == FileStatus.REGULAR) {
            regular(from, name, to, target, status);
        } else {
            special(from, name, to, target, status);
        }
        finish(from, name, to, target, status);
    }

    private void run(Path from, Path to) throws IOException {
        try (Fd source = Fd.open(from, OpenFlags.DIRECTORY, 0); Fd target = Fd.open(to, OpenFlags.DIRECTORY, 0)) {
            top = target;
            DeepWalk.run(() -> children(source.number(), target.number(), ""));
            finish(source.number(), SELF, target.number(), SELF, FileStatus.of(source.number()));
        }
    }

    private void children(int from, int to, String prefix) throws IOException {
        List<byte[]> names = DirectoryEntries.names(from);
        if (marks) {
            names = deleteMarked(names, to);
        }
        for (byte[] name : names) {
            add(from, to, name, prefix);
        }
    }

    /** Deletes what whiteouts name, before the layer's own files come; gives these. */
    private static List<byte[]> deleteMarked(List<byte[]> names, int to) throws IOException {
        List<byte[]> own = new ArrayList<>();
        for (byte[] bytes : names) {
            String name = string(bytes);
            if (name.equals(LayerUnpacker.OPAQUE_WHITEOUT)) {
                for (byte[] below : DirectoryEntries.names(to)) {
                    FileTree.remove(to, below);
                }
            } else if (name.startsWith(LayerUnpacker.WHITEOUT)) {
                FileTree.remove(to, LayerPath.bytes(name.substring(LayerUnpacker.WHITEOUT.length())));
            } else {
                own.add(bytes);
            }
        }
        return own;
    }

    private void add(int from, int to, byte[] name, String prefix) throws IOException {
        FileStatus status = FileStatus.at(from, name);
        switch (status.type()) {
            case FileStatus.DIRECTORY -> directory(from, to, name, prefix, status);
            case FileStatus.SOCKET -> {
                // means nothing without its process
            }
            default -> file(from, to, name, prefix, status);
        }
    }

    private void directory(int from, int to, byte[] name, String prefix, FileStatus status) throws IOException {
        String path = prefix + string(name);
        DeepWalk.enter(path);
        try {
            FileCalls.makeDirectory(to, name, BEFORE_MODE);
        } catch (KernelException e) {
            if (e.errno() != Errno.EEXIST) {
                throw e;
            }
            if (!FileStatus.at(to, name).isDirectory()) {
                clear(to, name);
                FileCalls.makeDirectory(to, name, BEFORE_MODE);
            }
        }
        try (Fd source = FileCalls.open(from, name, OpenFlags.DIRECTORY | OpenFlags.NOFOLLOW, 0);
                Fd target = FileCalls.open(to, name, OpenFlags.DIRECTORY | OpenFlags.NOFOLLOW, 0)) {
            children(source.number(), target.number(), path + '/');
        }
        finish(from, name, to, name, status);
    }

    private void file(int from, int to, byte[] name, String prefix, FileStatus status) throws IOException {
        clear(to, name);
        if (links && linked(from, name, to)) {
            return;
        }
        if (!links && status.links() > 1) {
            String first = firstNames.putIfAbsent(status.inode(), prefix + string(name));
            if (first != null) {
                int slash = first.lastIndexOf('/');
                try (Fd parent = FileCalls.openBeneath(top.number(),
                        LayerPath.bytes(slash < 0 ? "." : first.substring(0, slash)), OpenFlags.DIRECTORY)) {
                    FileCalls.link(parent.number(), LayerPath.bytes(first.substring(slash + 1)), to, name);
                }
                return;
            }
        }
        file(from, name, to, name);
    }

    /** Whether a file could get another name: file systems have a limit, 65,000 on ext4. */
    private static boolean linked(int from, byte[] name, int to) throws IOException {
        try {
            FileCalls.link(from, name, to, name);
            return true;
        } catch (KernelException e) {
            if (e.errno() == Errno.EMLINK) {
                return false;
            }
            throw e;
        }
    }

    private void regular(int from, byte[] name, int to, byte[] target, FileStatus status) throws IOException {
        try (Fd source = FileCalls.open(from, name, OpenFlags.RDONLY | OpenFlags.NOFOLLOW, 0);
                Fd copy = FileCalls.open(to, target, OpenFlags.CREAT | OpenFlags.EXCL | OpenFlags.WRONLY, 0600)) {
            contents.copy(source, copy, status.size());
        }
    }

    private static void special(int from, byte[] name, int to, byte[] target, FileStatus status) throws IOException {
        if (status.type() == FileStatus.SYMLINK) {
            FileCalls.symlink(FileCalls.readLink(from, name), to, target);
        } else {
            FileCalls.makeNode(to, target, status.type() | 0600, status.specialMajor(), status.specialMinor());
        }
    }

    /** Owner, mode, attributes, time: in this order, since each may undo those after it. */
    private void finish(int from, byte[] name, int to, byte[] target, FileStatus status) throws IOException {
        FileCalls.chown(to, target, ids.outside(status.uid() & 0xffffffffL), ids.outside(status.gid() & 0xffffffffL));
        if (status.type() != FileStatus.SYMLINK) {
            FileCalls.chmodOwn(to, target, status.permissions());
        }
        for (String attribute : Xattrs.list(from, name)) {
            Optional<byte[]> value = Xattrs.get(from, name, attribute);
            if (value.isPresent() && !attribute.equals("security.selinux")) {
                Xattrs.set(to, target, attribute, value.get());
            }
        }
        FileCalls.setTime(to, target, status.modifiedSeconds(), status.modifiedNanos());
    }

    private static void clear(int to, byte[] name) throws IOException {
        FileTree.remove(to, name);
    }

    private static String string(byte[] name) {
        return new String(name, java.nio.charset.StandardCharsets.ISO_8859_1);
    }
}
