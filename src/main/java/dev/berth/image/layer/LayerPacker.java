package dev.berth.image.layer;

import dev.berth.image.IdShift;
import dev.berth.kernel.DeepWalk;
import dev.berth.kernel.DirectoryEntries;
import dev.berth.kernel.Fd;
import dev.berth.kernel.FileCalls;
import dev.berth.kernel.FileStatus;
import dev.berth.kernel.NativeBuffer;
import dev.berth.kernel.OpenFlags;
import dev.berth.kernel.Xattrs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes a directory tree as a tar archive, sorted by name: an overlay's upper directory as a layer (its whiteouts and
 * opaque directories become {@code .wh.} files), or a whole root file system as it is.
 */
public final class LayerPacker {

    private static final int BUFFER = 256 * 1024;
    private static final String OVERLAY_ATTRIBUTES = "trusted.overlay.";

    private final TarWriter out;
    private final boolean upper;
    private final ExcludedPaths excluded;
    private final Optional<TreeComparison> changes;
    private final IdShift ids;
    private final byte[] chunk = new byte[BUFFER];
    private final NativeBuffer memory = NativeBuffer.allocate(BUFFER);
    /** The first name of each file that has several, by device and inode. */
    private final Map<String, String> firstNames = new HashMap<>();
    private long fileBytes;

    private LayerPacker(TarWriter out, boolean upper, Set<String> excluded, Optional<TreeComparison> changes,
            IdShift ids) {
        this.out = out;
        this.upper = upper;
        this.excluded = new ExcludedPaths(excluded);
        this.changes = changes;
        this.ids = ids;
    }

    /**
     * A packer of an overlay's upper directory.
     *
     * @param out where to
     * @param excluded paths to leave out, relative; what an engine puts into every container, directories while they
     *     are empty
     */
    public static LayerPacker ofUpper(TarWriter out, Set<String> excluded) {
        return new LayerPacker(out, true, excluded, Optional.empty(), IdShift.NONE);
    }

    /**
     * A packer of a whole tree.
     *
     * @param out where to
     * @param excluded paths to leave out, relative
     * @param ids who owns the tree's files
     */
    public static LayerPacker ofTree(TarWriter out, Set<String> excluded, IdShift ids) {
        return new LayerPacker(out, false, excluded, Optional.empty(), ids);
    }

    /**
     * A packer of what is different in a tree.
     *
     * @param out where to
     * @param changes what is different
     * @param ids who owns the tree's files
     */
    public static LayerPacker ofChanges(TarWriter out, TreeComparison changes, IdShift ids) {
        return new LayerPacker(out, false, Set.of(), Optional.of(changes), ids);
    }

    /**
     * Packs a tree and ends the archive.
     *
     * @param root the tree; its own owner, mode and time are not written, since they are those of the layer below
     */
    public void pack(Path root) throws IOException {
        try (Fd fd = Fd.open(root, OpenFlags.DIRECTORY, 0)) {
            pack(fd);
        }
    }

    /**
     * Packs a tree and ends the archive.
     *
     * @param root the tree, open for reading
     */
    public void pack(Fd root) throws IOException {
        DeepWalk.run(() -> children(root.number(), ""));
        out.finish();
    }

    /** Bytes of the files packed so far, as {@code stat(2)} says, those with several names counted once. */
    public long fileBytes() {
        return fileBytes;
    }

    private void children(int directory, String prefix) throws IOException {
        List<byte[]> names = DirectoryEntries.names(directory);
        names.sort((a, b) -> Arrays.compareUnsigned(a, b));
        for (byte[] name : names) {
            String path = prefix + new String(name, StandardCharsets.ISO_8859_1);
            // of a whole tree everything that is hidden stays so, whatever is in it
            boolean left = upper ? excluded.leaveOut(directory, name, path) : excluded.paths().contains(path);
            if (!left && (changes.isEmpty() || changes.get().includes(path))) {
                add(directory, name, path);
            }
        }
        if (changes.isPresent()) {
            for (byte[] name : changes.get().deletedFrom(prefix)) {
                out.file(prefix + LayerUnpacker.WHITEOUT + new String(name, StandardCharsets.ISO_8859_1),
                        new byte[0]);
            }
        }
    }

    private void add(int directory, byte[] name, String path) throws IOException {
        FileStatus status = FileStatus.at(directory, name);
        if (upper && status.isWhiteout()) {
            int slash = path.lastIndexOf('/') + 1;
            out.file(path.substring(0, slash) + LayerUnpacker.WHITEOUT + path.substring(slash), new byte[0]);
            return;
        }
        if (!status.isDirectory() && status.links() > 1 && status.type() != FileStatus.SOCKET) {
            String key = status.deviceMajor() + ":" + status.deviceMinor() + ':' + status.inode();
            String first = firstNames.putIfAbsent(key, path);
            if (first != null) {
                out.begin(entry(TarEntry.Type.HARDLINK, path, first, status, Map.of()));
                return;
            }
        }
        switch (status.type()) {
            case FileStatus.DIRECTORY -> directory(directory, name, path, status);
            case FileStatus.REGULAR -> file(directory, name, path, status);
            case FileStatus.SYMLINK -> {
                fileBytes += status.size();
                simple(TarEntry.Type.SYMLINK, directory, name, path, status,
                    new String(FileCalls.readLink(directory, name), StandardCharsets.ISO_8859_1));
            }
            case FileStatus.CHARACTER -> simple(TarEntry.Type.CHARACTER, directory, name, path, status, "");
            case FileStatus.BLOCK -> simple(TarEntry.Type.BLOCK, directory, name, path, status, "");
            case FileStatus.FIFO -> simple(TarEntry.Type.FIFO, directory, name, path, status, "");
            default -> {
                // a socket means nothing without its process, and tar has no type for it
            }
        }
    }

    private void directory(int parent, byte[] name, String path, FileStatus status) throws IOException {
        simple(TarEntry.Type.DIRECTORY, parent, name, path + '/', status, "");
        DeepWalk.enter(path);
        try (Fd fd = FileCalls.open(parent, name, OpenFlags.DIRECTORY, 0)) {
            if (upper && Xattrs.get(parent, name, LayerDirectory.OPAQUE).isPresent()) {
                out.file(path + '/' + LayerUnpacker.OPAQUE_WHITEOUT, new byte[0]);
            }
            children(fd.number(), path + '/');
        }
    }

    private void file(int directory, byte[] name, String path, FileStatus status) throws IOException {
        Map<String, String> attributes = attributes(directory, name, path);
        try (Fd fd = FileCalls.open(directory, name, OpenFlags.RDONLY | OpenFlags.NONBLOCK, 0)) {
            out.begin(entry(TarEntry.Type.FILE, path, "", status, attributes));
            fileBytes += status.size();
            long at = 0;
            while (at < status.size()) {
                long data = Holes.data(fd, at, status.size());
                zeros(data - at);
                at = data < status.size() ? Holes.hole(fd, data, status.size()) : data;
                if (at > data) {
                    FileCalls.seek(fd.number(), data, 0);
                    data(fd, at - data);
                }
            }
            out.pad(status.size());
        }
    }

    private void data(Fd fd, long length) throws IOException {
        long left = length;
        while (left > 0) {
            int n = fd.read(memory.address(), (int) Math.min(left, BUFFER));
            if (n == 0) {
                // it became shorter while it was read; the header is written, so the rest is zeros
                zeros(left);
                return;
            }
            memory.get(chunk, 0, n);
            out.data(chunk, n);
            left -= n;
        }
    }

    /** Archives of layers have holes as zeros, as docker's have. */
    private void zeros(long length) throws IOException {
        if (length > 0) {
            Arrays.fill(chunk, (byte) 0);
            for (long left = length; left > 0; left -= BUFFER) {
                out.data(chunk, (int) Math.min(left, BUFFER));
            }
        }
    }

    private void simple(TarEntry.Type type, int directory, byte[] name, String path, FileStatus status, String link)
            throws IOException {
        out.begin(entry(type, path, link, status, attributes(directory, name, path)));
    }

    private TarEntry entry(TarEntry.Type type, String path, String link, FileStatus status,
            Map<String, String> attributes) {
        boolean device = type == TarEntry.Type.CHARACTER || type == TarEntry.Type.BLOCK;
        return new TarEntry(type, path, link, status.permissions(),
                ids.inside(status.uid() & 0xffffffffL) & 0xffffffffL,
                ids.inside(status.gid() & 0xffffffffL) & 0xffffffffL, type == TarEntry.Type.FILE ? status.size() : 0,
                        status.modifiedSeconds(),
                status.modifiedNanos(), device ? status.specialMajor() : 0, device ? status.specialMinor() : 0,
                attributes, new long[0]);
    }

    private Map<String, String> attributes(int directory, byte[] name, String path) throws IOException {
        Map<String, String> result = new LinkedHashMap<>();
        for (String attribute : Xattrs.list(directory, name)) {
            if (upper && (attribute.equals("trusted.overlay.redirect")
                    || attribute.equals("trusted.overlay.metacopy"))) {
                throw new IOException("cannot make a layer of the container's changes: " + TarEntry.shown(path)
                        + " was changed by an overlay with redirect_dir or metacopy, and its contents are not in "
                        + " the upper directory");
            }
            // the label belongs to this machine's policy, overlay's own marks to this mount
            if (!attribute.startsWith(OVERLAY_ATTRIBUTES) && !attribute.equals("security.selinux")) {
                Xattrs.get(directory, name, attribute).ifPresent(value -> result.put(attribute,
                        new String(value, StandardCharsets.ISO_8859_1)));
            }
        }
        return result;
    }
}
