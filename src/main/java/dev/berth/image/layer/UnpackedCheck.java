package dev.berth.image.layer;

import dev.berth.kernel.DeepWalk;
import dev.berth.kernel.DirectoryEntries;
import dev.berth.kernel.Fd;
import dev.berth.kernel.FileCalls;
import dev.berth.kernel.FileStatus;
import dev.berth.kernel.KernelException;
import dev.berth.kernel.NativeBuffer;
import dev.berth.kernel.OpenFlags;
import dev.berth.kernel.Xattrs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares a layer's unpacked files with its archive, contents and attributes included, and looks for others. */
public final class UnpackedCheck {

    private static final int BUFFER = 256 * 1024;

    private final byte[] expected = new byte[BUFFER];
    private final byte[] actual = new byte[BUFFER];
    private final NativeBuffer memory = NativeBuffer.allocate(BUFFER);
    /** What is wrong, by path; an archive may have a path twice, and then the last one counts. */
    private final Map<String, String> wrong = new LinkedHashMap<>();
    /** How often the archive has each path that may be in the directory; directories above one, never. */
    private final Map<String, Integer> named = new HashMap<>();
    /** Targets of hard links by path. */
    private final Map<String, String> links = new LinkedHashMap<>();
    /** Symbolic links, which may lead to directories of the same layer. */
    private final Set<String> ways = new HashSet<>();
    /** What the layer deletes of those below, and the directories that it empties. */
    private final Set<String> deleted = new HashSet<>();
    private final Set<String> emptied = new HashSet<>();

    private UnpackedCheck() {
    }

    /**
     * Compares a layer's files.
     *
     * @param archive the layer, plain
     * @param directory where they are
     * @param alone whether nothing else is there, no files of the layers below
     * @return what is wrong with the first file that differs; empty if all are as they should be
     */
    public static Optional<String> run(TarReader archive, Path directory, boolean alone) throws IOException {
        UnpackedCheck check = new UnpackedCheck();
        try (Fd root = Fd.open(directory, OpenFlags.DIRECTORY, 0)) {
            check.compare(root, archive);
            if (alone) {
                DeepWalk.run(() -> check.findOthers(root, ""));
            }
        }
        return check.result();
    }

    /**
     * Compares a tree that has a layer on top of those below it, the files of these included.
     *
     * @param archive the layer, plain
     * @param tree its files and those below
     * @param below the tree without it; none if it is the lowest
     * @return what is wrong with the first file that differs; empty if all are as they should be
     */
    public static Optional<String> runTree(TarReader archive, Path tree, Optional<Path> below) throws IOException {
        UnpackedCheck check = new UnpackedCheck();
        try (Fd root = Fd.open(tree, OpenFlags.DIRECTORY, 0)) {
            check.compare(root, archive);
        }
        check.findChanges(TreeComparison.withContents(below, tree));
        return check.result();
    }

    private Optional<String> result() {
        return wrong.entrySet().stream().findFirst().map(e -> '/' + TarEntry.shown(e.getKey()) + ' ' + e.getValue());
    }

    private void compare(Fd root, TarReader archive) throws IOException {
        for (Optional<TarEntry> entry = archive.next(); entry.isPresent(); entry = archive.next()) {
            compare(root, entry.get(), archive);
        }
        compareLinks(root);
    }

    private void compare(Fd root, TarEntry entry, TarReader archive) throws IOException {
        LayerPath path = behindLinks(root, LayerPath.of(entry.name(), "file"));
        if (path.isRoot()) {
            return;
        }
        if (entry.type() == TarEntry.Type.SYMLINK) {
            ways.add(path.whole());
        }
        if (path.name().startsWith(LayerUnpacker.WHITEOUT)) {
            LayerPath gone = new LayerPath(path.parent(), path.name().substring(LayerUnpacker.WHITEOUT.length()));
            expect(gone.parent(), gone.name());
            deleted.add(gone.whole());
            if (path.name().equals(LayerUnpacker.OPAQUE_WHITEOUT)) {
                emptied.add(path.parent());
            }
            return;
        }
        expect(path.parent(), path.name());
        Optional<String> difference;
        try (Fd file = FileCalls.openBeneath(root.number(), LayerPath.bytes(path.whole()),
                OpenFlags.PATH | OpenFlags.NOFOLLOW)) {
            difference = compare(root, FileStatus.of(file.number()), path, entry, archive);
        } catch (KernelException e) {
            difference = Optional.of("is missing");
        }
        wrong.remove(path.whole());
        difference.ifPresent(text -> wrong.put(path.whole(), text));
    }

    /** Where a path is that goes through a symbolic link. */
    private LayerPath behindLinks(Fd root, LayerPath path) throws IOException {
        String above = path.parent();
        boolean direct = true;
        for (int end = above.length(); end > 0 && direct; end = above.lastIndexOf('/', end - 1)) {
            direct = !ways.contains(above.substring(0, end));
        }
        if (direct) {
            return path;
        }
        try (Fd parent = FileCalls.openBeneath(root.number(), LayerPath.bytes(path.parent()), OpenFlags.DIRECTORY)) {
            String way = place(parent);
            String top = place(root);
            return new LayerPath(way.equals(top) ? "" : way.substring(top.length() + 1), path.name());
        } catch (KernelException e) {
            // a link to nowhere, whose file is missing then
            return path;
        }
    }

    private static String place(Fd directory) throws IOException {
        return new String(FileCalls.readLink(Fd.AT_FDCWD, ("/proc/self/fd/" + directory.number()).getBytes(
                StandardCharsets.US_ASCII)), StandardCharsets.ISO_8859_1);
    }

    private Optional<String> compare(Fd root, FileStatus status, LayerPath path, TarEntry entry, TarReader archive)
            throws IOException {
        if (entry.type() == TarEntry.Type.HARDLINK) {
            LayerPath target = LayerPath.of(entry.linkName(), "hard link target");
            // a file of the layers below is copied up with its name
            named.putIfAbsent(target.whole(), 0);
            expectAbove(target.parent());
            if (named.get(target.whole()) == 1) {
                links.put(path.whole(), target.whole());
            }
            return status.isDirectory() ? Optional.of("is of another type") : Optional.empty();
        }
        if (status.type() != type(entry.type())) {
            return Optional.of("is of another type");
        }
        try (Fd parent = FileCalls.openBeneath(root.number(), orDot(path.parent()), OpenFlags.DIRECTORY)) {
            if (!attributes(parent, path).equals(entry.xattrs())) {
                return Optional.of("has other extended attributes");
            }
            if (entry.type() == TarEntry.Type.SYMLINK) {
                boolean same = Arrays.equals(FileCalls.readLink(parent.number(), path.nameBytes()),
                        LayerPath.bytes(entry.linkName()));
                return same ? Optional.empty() : Optional.of("points elsewhere");
            }
        }
        if (status.permissions() != entry.mode() || status.uid() != (int) entry.uid()
                || status.gid() != (int) entry.gid()) {
            return Optional.of("has another owner or mode");
        }
        if (entry.type() != TarEntry.Type.FILE) {
            boolean device = entry.type() == TarEntry.Type.CHARACTER || entry.type() == TarEntry.Type.BLOCK;
            return device && (status.specialMajor() != entry.deviceMajor()
                    || status.specialMinor() != entry.deviceMinor()) ? Optional.of("is another device")
                    : Optional.empty();
        }
        if (status.size() != entry.size()) {
            return Optional.of("has " + status.size() + " bytes instead of " + entry.size());
        }
        try (Fd file = FileCalls.openBeneath(root.number(), LayerPath.bytes(path.whole()),
                OpenFlags.RDONLY | OpenFlags.NOFOLLOW)) {
            return sameContents(file, entry, archive) ? Optional.empty() : Optional.of("has other contents");
        }
    }

    private void expect(String parent, String name) {
        named.merge(parent.isEmpty() ? name : parent + '/' + name, 1, Integer::sum);
        expectAbove(parent);
    }

    /** Directories that the archive need not name. */
    private void expectAbove(String directory) {
        String path = directory;
        while (!path.isEmpty() && named.putIfAbsent(path, 0) == null) {
            path = path.substring(0, Math.max(0, path.lastIndexOf('/')));
        }
    }

    private static Map<String, String> attributes(Fd parent, LayerPath path) throws IOException {
        Map<String, String> result = new HashMap<>();
        for (String name : Xattrs.list(parent.number(), path.nameBytes())) {
            // overlay's are the unpacker's own, the label this machine's
            if (!name.startsWith("trusted.overlay.") && !name.equals("security.selinux")) {
                Xattrs.get(parent.number(), path.nameBytes(), name).ifPresent(value -> result.put(name,
                        new String(value, StandardCharsets.ISO_8859_1)));
            }
        }
        return result;
    }

    /** Names of one file still are; where the archive has a path twice, its links may be of either. */
    private void compareLinks(Fd root) throws IOException {
        for (Map.Entry<String, String> link : links.entrySet()) {
            boolean once = named.get(link.getKey()) == 1 && named.getOrDefault(link.getValue(), 0) == 1;
            if (once && !wrong.containsKey(link.getKey()) && !wrong.containsKey(link.getValue())
                    && inode(root, link.getKey()) != inode(root, link.getValue())) {
                wrong.put(link.getKey(), "is no longer a name of /" + TarEntry.shown(link.getValue()));
            }
        }
    }

    private static long inode(Fd root, String path) throws IOException {
        try (Fd file = FileCalls.openBeneath(root.number(), LayerPath.bytes(path),
                OpenFlags.PATH | OpenFlags.NOFOLLOW)) {
            return FileStatus.of(file.number()).inode();
        }
    }

    private void findOthers(Fd directory, String prefix) throws IOException {
        for (byte[] name : DirectoryEntries.names(directory.number())) {
            String path = prefix + new String(name, StandardCharsets.ISO_8859_1);
            if (!named.containsKey(path)) {
                wrong.put(path, "is not in the layer");
            } else if (FileStatus.at(directory.number(), name).isDirectory()) {
                DeepWalk.enter(path);
                try (Fd inner = FileCalls.open(directory.number(), name, OpenFlags.DIRECTORY, 0)) {
                    findOthers(inner, path + '/');
                }
            }
        }
    }

    /** What differs from the tree below must be the layer's doing. */
    private void findChanges(TreeComparison comparison) {
        List<Map.Entry<String, FileChange.Kind>> changes = comparison.kinds();
        for (int i = 0; i < changes.size(); i++) {
            String path = changes.get(i).getKey();
            // a directory with a change in it has changed too
            boolean above = i + 1 < changes.size() && changes.get(i + 1).getKey().startsWith(path + '/');
            switch (changes.get(i).getValue()) {
                case DELETED -> note(path, isDeleted(path), "is missing");
                case ADDED -> note(path, named.containsKey(path), "is not in the layer");
                default -> note(path, above || named.containsKey(path), "is not as in the layers below");
            }
        }
    }

    private void note(String path, boolean expected, String difference) {
        if (!expected) {
            wrong.putIfAbsent(path, difference);
        }
    }

    private boolean isDeleted(String path) {
        boolean gone = deleted.contains(path);
        for (int slash = path.length(); slash > 0 && !gone;) {
            slash = path.lastIndexOf('/', slash - 1);
            String above = path.substring(0, Math.max(0, slash));
            gone = emptied.contains(above) || deleted.contains(above);
        }
        return gone;
    }

    private static byte[] orDot(String path) {
        return LayerPath.bytes(path.isEmpty() ? "." : path);
    }

    private boolean sameContents(Fd file, TarEntry entry, TarReader archive) throws IOException {
        if (entry.sparse().length == 0) {
            return same(file, entry.size(), archive);
        }
        for (int i = 0; i < entry.sparse().length; i += 2) {
            FileCalls.seek(file.number(), entry.sparse()[i], 0);
            if (!same(file, entry.sparse()[i + 1], archive)) {
                return false;
            }
        }
        return true;
    }

    private boolean same(Fd file, long length, TarReader archive) throws IOException {
        long left = length;
        while (left > 0) {
            int n = archive.read(expected, 0, (int) Math.min(left, BUFFER));
            if (n < 0) {
                return false;
            }
            int done = 0;
            while (done < n) {
                int m = file.read(memory.address(), n - done);
                if (m == 0) {
                    return false;
                }
                memory.get(actual, 0, m);
                if (!Arrays.equals(expected, done, done + m, actual, 0, m)) {
                    return false;
                }
                done += m;
            }
            left -= n;
        }
        return true;
    }

    private static int type(TarEntry.Type type) {
        return switch (type) {
            case FILE, HARDLINK -> FileStatus.REGULAR;
            case SYMLINK -> FileStatus.SYMLINK;
            case CHARACTER -> FileStatus.CHARACTER;
            case BLOCK -> FileStatus.BLOCK;
            case DIRECTORY -> FileStatus.DIRECTORY;
            case FIFO -> FileStatus.FIFO;
        };
    }
}
