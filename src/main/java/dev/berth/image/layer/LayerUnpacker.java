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
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Unpacks a layer into a directory of its own, as a lower directory of overlay: whiteouts become character devices 0/0,
 * opaque directories get overlay's attribute. Everything is reached by descriptors, nothing is opened that the layer
 * did not just make, and no symbolic link is followed out of the directory.
 */
public final class LayerUnpacker implements AutoCloseable {

    /** Prefix of the name of a whiteout (OCI image specification, layer.md). */
    static final String WHITEOUT = ".wh.";
    /** Name of the mark of an opaque directory. */
    static final String OPAQUE_WHITEOUT = ".wh..wh..opq";
    /** Prefix of aufs' own files, which mean nothing to others. */
    private static final String AUFS = ".wh..wh.";
    private static final byte[] SELF = {'.'};

    private final LayerDirectory directory;
    private final NewFiles made;
    private final TarLimits limits;
    private final boolean layer;
    private final WhiteoutMarks marks;
    private final LowerLinks lowerLinks;
    /** Directories' times, set last since every file made in them changes them. */
    private final NavigableMap<String, PaxTime> directoryTimes = new TreeMap<>();
    private long entries;
    private long bytes;

    private LayerUnpacker(LayerDirectory directory, TarLimits limits, boolean layer, WhiteoutMarks marks) {
        this.directory = directory;
        this.made = directory.made();
        this.limits = limits;
        this.layer = layer;
        this.marks = marks;
        this.lowerLinks = new LowerLinks(marks);
    }

    /**
     * An unpacker for one layer.
     *
     * @param target an empty directory, which nobody else can reach
     * @param limits what the layer may be at most
     * @param marks how to say what the layer deletes
     */
    public static LayerUnpacker open(Path target, TarLimits limits, WhiteoutMarks marks) throws IOException {
        return new LayerUnpacker(LayerDirectory.open(target), limits, true, marks);
    }

    /**
     * An unpacker for an archive that is no layer: names that begin with {@code .wh.} are names like others, and a
     * slash at the beginning does not count, as with {@code tar(1)}.
     *
     * @param target an empty directory, which nobody else can reach
     * @param limits what the archive may be at most
     */
    public static LayerUnpacker openPlain(Path target, TarLimits limits) throws IOException {
        return new LayerUnpacker(LayerDirectory.open(target), limits, false, WhiteoutMarks.OVERLAY);
    }

    /**
     * Unpacks everything.
     *
     * @param archive the layer; read to its end
     * @return bytes of all files together, those of symbolic links are their targets'
     * @throws InvalidImage if it is damaged, hostile or too large
     */
    public long unpack(TarReader archive) throws IOException {
        Optional<TarEntry> entry = archive.next();
        while (entry.isPresent()) {
            if (++entries > limits.entries()) {
                throw new InvalidImage("refused the layer: it has more than " + limits.entries() + " files");
            }
            unpack(entry.get(), archive);
            entry = archive.next();
        }
        directory.forget();
        for (Map.Entry<String, PaxTime> time : directoryTimes.entrySet()) {
            setDirectoryTime(time.getKey(), time.getValue());
        }
        return bytes;
    }

    /**
     * The directories that the archive needs but did not name, the upper ones first; an empty path is the layer's root.
     * They are for {@link LowerLayers} to complete.
     */
    public List<String> implied() {
        return directory.implied();
    }

    /** The hard links to files that are none of this layer, for {@link LowerLinkMaker} to make. */
    public LowerLinks lowerLinks() {
        return lowerLinks;
    }

    @Override
    public void close() {
        directory.close();
    }

    private void unpack(TarEntry entry, TarReader archive) throws IOException {
        LayerPath path = path(entry.name(), "file");
        checkWhiteoutInWay(path);
        if (path.isRoot()) {
            if (entry.type() != TarEntry.Type.DIRECTORY) {
                throw LayerPath.refused("file", entry.name(), "the root of a layer can only be a directory");
            }
            finish(entry, directory.root(), SELF, "", false);
            made.enter(directory.root());
        } else if (layer && path.name().startsWith(WHITEOUT)) {
            whiteOut(path);
        } else {
            make(entry, path, archive);
        }
    }

    private LayerPath path(String raw, String what) throws InvalidImage {
        int start = 0;
        while (!layer && start < raw.length() - 1 && raw.charAt(start) == '/') {
            start++;
        }
        return LayerPath.of(raw.substring(start), what);
    }

    private void checkWhiteoutInWay(LayerPath path) throws InvalidImage {
        if (layer && (path.parent().startsWith(WHITEOUT) || path.parent().contains("/" + WHITEOUT))) {
            throw LayerPath.refused("file", path.whole(), "it lies under a whiteout");
        }
    }

    private void make(TarEntry entry, LayerPath path, TarReader archive) throws IOException {
        int parent = directory.parent(path, "file");
        byte[] name = path.nameBytes();
        boolean isDirectory = entry.type() == TarEntry.Type.DIRECTORY;
        if (isDirectory) {
            boolean isNew = true;
            try {
                FileCalls.makeDirectory(parent, name, entry.mode() & 0777);
            } catch (KernelException e) {
                if (e.errno() != Errno.EEXIST) {
                    throw e;
                }
                replaceByDirectory(parent, path);
                // the way may have been forgotten
                parent = directory.parent(path, "file");
                isNew = false;
            }
            finish(entry, parent, name, path.whole(), isNew);
            return;
        }
        if (entry.type() == TarEntry.Type.HARDLINK) {
            link(entry, path, parent);
            return;
        }
        try {
            makeNew(entry, parent, name, archive);
        } catch (KernelException e) {
            if (e.errno() != Errno.EEXIST) {
                throw e;
            }
            removeOld(parent, path);
            parent = directory.parent(path, "file");
            makeNew(entry, parent, name, archive);
        }
        if (entry.type() != TarEntry.Type.FILE) {
            finish(entry, parent, name, path.whole(), entry.type() == TarEntry.Type.SYMLINK);
        }
    }

    private void makeNew(TarEntry entry, int parent, byte[] name, TarReader archive) throws IOException {
        switch (entry.type()) {
            case FILE -> file(entry, parent, name, archive);
            case SYMLINK -> symlink(entry, parent, name);
            case CHARACTER -> device(entry, FileStatus.CHARACTER, parent, name);
            case BLOCK -> device(entry, FileStatus.BLOCK, parent, name);
            case FIFO -> FileCalls.makeNode(parent, name, FileStatus.FIFO | 0600, 0, 0);
            default -> throw new IllegalStateException("made elsewhere: " + entry.type());
        }
    }

    private void file(TarEntry entry, int parent, byte[] name, TarReader archive) throws IOException {
        if (entry.size() > limits.totalBytes() - bytes) {
            throw new InvalidImage("refused the layer: its files have more than " + limits.totalBytes()
                    + " bytes together");
        }
        try (Fd fd = FileCalls.open(parent, name, OpenFlags.CREAT | OpenFlags.EXCL | OpenFlags.WRONLY,
                entry.mode() & 0777)) {
            bytes += entry.size();
            if (entry.sparse().length == 0 && entry.size() > 0) {
                if (archive.writeTo(fd, Long.MAX_VALUE)) {
                    FileCalls.truncate(fd.number(), entry.size());
                }
            } else if (entry.size() > 0) {
                for (int i = 0; i < entry.sparse().length; i += 2) {
                    FileCalls.seek(fd.number(), entry.sparse()[i], 0);
                    archive.writeTo(fd, entry.sparse()[i + 1]);
                }
                FileCalls.truncate(fd.number(), entry.size());
            }
            if (!made.owns(entry)) {
                FileCalls.chown(fd.number(), (int) entry.uid(), (int) entry.gid());
            }
            // after the owner, since a change of owner takes setuid bits and file capabilities away
            if (!made.keepsMode(entry)) {
                FileCalls.chmod(fd.number(), entry.mode());
            }
            attributes(entry, parent, name);
            FileCalls.setTime(fd.number(), entry.modifiedSeconds(), entry.modifiedNanos());
        }
    }

    private void symlink(TarEntry entry, int parent, byte[] name) throws IOException {
        String target = entry.linkName();
        if (target.isEmpty() || target.length() > TarLimits.PATH_LENGTH || target.indexOf('\0') >= 0) {
            throw LayerPath.refused("symbolic link", entry.name(), "its target is empty or too long");
        }
        FileCalls.symlink(LayerPath.bytes(target), parent, name);
        // docker counts what stat(2) says
        bytes += target.length();
    }

    private static void device(TarEntry entry, int type, int parent, byte[] name) throws IOException {
        if (type == FileStatus.CHARACTER && entry.deviceMajor() == 0 && entry.deviceMinor() == 0) {
            throw LayerPath.refused("device", entry.name(),
                    "0/0 is no device but overlay's mark of a deleted file, which a layer must write as .wh.");
        }
        FileCalls.makeNode(parent, name, type | 0600, entry.deviceMajor(), entry.deviceMinor());
    }

    private void link(TarEntry entry, LayerPath path, int parent) throws IOException {
        LayerPath target = path(entry.linkName(), "hard link target");
        if (target.isRoot() || target.equals(path)) {
            throw LayerPath.refused("hard link", entry.name(), "it points to itself or to the root");
        }
        checkWhiteoutInWay(target);
        if (layer && !target.whole().startsWith(path.whole() + '/') && !isHere(target)
                && lowerLinks.shows(directory.root(), target)) {
            linkBelow(path, parent, target);
            return;
        }
        try (Fd from = directory.existingParent(target, "hard link target")) {
            FileStatus status = FileStatus.find(from.number(), target.nameBytes())
                    .filter(s -> !s.isDirectory() && !s.isWhiteout()).orElseThrow(() -> missingTarget(entry, target));
            try {
                FileCalls.link(from.number(), target.nameBytes(), parent, path.nameBytes());
            } catch (KernelException e) {
                if (e.errno() != Errno.EEXIST) {
                    throw e;
                }
                FileStatus old = FileStatus.at(parent, path.nameBytes());
                if (old.inode() == status.inode()) {
                    return;
                }
                if (old.isDirectory() && (target.whole() + '/').startsWith(path.whole() + '/')) {
                    throw LayerPath.refused("hard link", entry.name(), "it would replace a directory above its target");
                }
                removeOld(parent, path);
                FileCalls.link(from.number(), target.nameBytes(), directory.parent(path, "hard link"),
                        path.nameBytes());
            }
            // another name of what keeps a link's place is such a link itself
            lowerLinks.target(status).ifPresent(below -> lowerLinks.add(path, below, status.inode()));
        }
    }

    private boolean isHere(LayerPath target) throws IOException {
        try (Fd file = FileCalls.openBeneath(directory.root(), LayerPath.bytes(target.whole()),
                OpenFlags.PATH | OpenFlags.NOFOLLOW)) {
            return true;
        } catch (KernelException e) {
            return e.errno() != Errno.ENOENT;
        }
    }

    private void linkBelow(LayerPath path, int parent, LayerPath target) throws IOException {
        try {
            lowerLinks.keepPlace(parent, path, target.whole());
        } catch (KernelException e) {
            if (e.errno() != Errno.EEXIST) {
                throw e;
            }
            removeOld(parent, path);
            lowerLinks.keepPlace(directory.parent(path, "hard link"), path, target.whole());
        }
    }

    private static InvalidImage missingTarget(TarEntry entry, LayerPath target) {
        return LayerPath.refused("hard link", entry.name(), "its target \"" + TarEntry.shown(target.whole())
                + "\" is no file of this layer");
    }

    /** A name that is there already: a directory stays, everything else goes. */
    private void replaceByDirectory(int parent, LayerPath path) throws IOException {
        FileStatus old = FileStatus.at(parent, path.nameBytes());
        if (old.isDirectory()) {
            return;
        }
        removeOld(parent, path);
        int again = directory.parent(path, "file");
        FileCalls.makeDirectory(again, path.nameBytes(), 0700);
        if (old.isWhiteout()) {
            // deleted below and made anew here
            LayerDirectory.makeOpaque(again, path.nameBytes());
        }
    }

    private void removeOld(int parent, LayerPath path) throws IOException {
        FileTree.remove(parent, path.nameBytes());
        String whole = path.whole();
        directory.removed(whole);
        lowerLinks.removed(whole);
        Below.remove(directoryTimes, whole);
    }

    private void whiteOut(LayerPath mark) throws IOException {
        if (mark.name().equals(OPAQUE_WHITEOUT)) {
            int parent = directory.parent(mark, "whiteout");
            marks.hide(parent, SELF);
            return;
        }
        if (mark.name().startsWith(AUFS)) {
            return;
        }
        String deleted = mark.name().substring(WHITEOUT.length());
        if (deleted.isEmpty() || deleted.equals(".") || deleted.equals("..")) {
            throw LayerPath.refused("whiteout", mark.whole(), "it names nothing that could be deleted");
        }
        int parent = directory.parent(mark, "whiteout");
        marks.whiteOut(parent, LayerPath.bytes(deleted));
    }

    /** Owner, mode, attributes and time of what is no regular file. */
    private void finish(TarEntry entry, int parent, byte[] name, String path, boolean isNew) throws IOException {
        if (!isNew || !made.owns(entry)) {
            FileCalls.chown(parent, name, (int) entry.uid(), (int) entry.gid());
        }
        if (entry.type() != TarEntry.Type.SYMLINK && !(isNew && made.keepsMode(entry))) {
            FileCalls.chmodOwn(parent, name, entry.mode());
        }
        attributes(entry, parent, name);
        if (entry.type() == TarEntry.Type.DIRECTORY) {
            directory.named(path);
            directoryTimes.put(path, new PaxTime(entry.modifiedSeconds(), entry.modifiedNanos()));
        } else {
            FileCalls.setTime(parent, name, entry.modifiedSeconds(), entry.modifiedNanos());
        }
    }

    private void attributes(TarEntry entry, int parent, byte[] name) throws IOException {
        made.note(entry);
        for (Map.Entry<String, String> attribute : entry.xattrs().entrySet()) {
            if (attribute.getKey().startsWith("trusted.overlay.") || attribute.getKey().startsWith("user.overlay.")) {
                throw LayerPath.refused("file", entry.name(), "it carries the attribute "
                        + TarEntry.shown(attribute.getKey()) + ", which is overlay's own");
            }
            try {
                Xattrs.set(parent, name, attribute.getKey(), LayerPath.bytes(attribute.getValue()));
            } catch (KernelException e) {
                if (e.errno() == Errno.EOPNOTSUPP || e.errno() == Errno.EINVAL) {
                    throw LayerPath.refused("file", entry.name(), "it carries the attribute " + TarEntry.shown(
                            attribute.getKey()) + ", which is none that the file system knows, or has a wrong value");
                }
                throw e;
            }
        }
    }

    private void setDirectoryTime(String path, PaxTime time) throws IOException {
        byte[] way = LayerPath.bytes(path.isEmpty() ? "." : path);
        try (Fd fd = FileCalls.openBeneath(directory.root(), way, OpenFlags.DIRECTORY)) {
            FileCalls.setTime(fd.number(), time.seconds(), time.nanos());
        }
    }
}
