package dev.berth.image.layer;

import dev.berth.image.IdShift;
import dev.berth.kernel.DeepWalk;
import dev.berth.kernel.DirectoryEntries;
import dev.berth.kernel.Fd;
import dev.berth.kernel.FileCalls;
import dev.berth.kernel.FileStatus;
import dev.berth.kernel.OpenFlags;
import dev.berth.kernel.Xattrs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is different in a tree that began as a copy of another one. As docker does for its copying drivers, a file
 * counts as the same when type, owner, mode, size, time, device and attributes are; contents are read only if asked.
 */
public final class TreeComparison {

    private final IdShift ids;
    private final ExcludedPaths excluded;
    /** Reads files, where that is wanted. */
    private final Optional<SameContents> contents;
    /** By path as byte string, in order. */
    private final Map<String, FileChange> changes = new LinkedHashMap<>();
    private final Map<String, List<byte[]>> deleted = new HashMap<>();
    private final Set<Long> counted = new HashSet<>();
    private long bytes;

    private TreeComparison(IdShift ids, Set<String> excluded, Optional<SameContents> contents) {
        this.ids = ids;
        this.excluded = new ExcludedPaths(excluded);
        this.contents = contents;
    }

    /**
     * Compares.
     *
     * @param before the tree that was copied, none if it was empty
     * @param after the copy
     * @param ids who owns the copy's files
     * @param excluded relative paths to leave out, directories while they are empty
     */
    public static TreeComparison of(Optional<Path> before, Path after, IdShift ids, Set<String> excluded)
            throws IOException {
        return new TreeComparison(ids, excluded, Optional.empty()).run(before, after);
    }

    /**
     * Compares everything, also what the files hold.
     *
     * @param before the tree that was copied, none if it was empty
     * @param after the copy
     */
    static TreeComparison withContents(Optional<Path> before, Path after) throws IOException {
        return new TreeComparison(IdShift.NONE, Set.of(), Optional.of(new SameContents())).run(before, after);
    }

    private TreeComparison run(Optional<Path> before, Path after) throws IOException {
        try (Fd now = Fd.open(after, OpenFlags.DIRECTORY, 0)) {
            if (before.isEmpty()) {
                DeepWalk.run(() -> compare(-1, now.number(), ""));
            } else {
                try (Fd then = Fd.open(before.get(), OpenFlags.DIRECTORY, 0)) {
                    DeepWalk.run(() -> compare(then.number(), now.number(), ""));
                }
            }
        }
        return this;
    }

    /** The changes, sorted by path within each directory. */
    public List<FileChange> changes() {
        return List.copyOf(changes.values());
    }

    /** How each path, a byte string, changed; directories before what is in them. */
    List<Map.Entry<String, FileChange.Kind>> kinds() {
        List<Map.Entry<String, FileChange.Kind>> result = new ArrayList<>();
        changes.forEach((path, change) -> result.add(Map.entry(path, change.kind())));
        return result;
    }

    /** Bytes of the files that are new or changed, those with several names counted once. */
    public long bytes() {
        return bytes;
    }

    /** Whether a path, a byte string, is new or changed or has such below it. */
    boolean includes(String path) {
        return changes.containsKey(path);
    }

    /** The names that are gone from a directory, whose path ends in a slash or is empty. */
    List<byte[]> deletedFrom(String prefix) {
        return deleted.getOrDefault(prefix, List.of());
    }

    /** Whether anything differs. */
    private boolean compare(int before, int after, String prefix) throws IOException {
        Map<String, byte[]> old = before < 0 ? Map.of() : sorted(before);
        Map<String, byte[]> now = after < 0 ? Map.of() : sorted(after);
        Set<String> all = new java.util.TreeSet<>(old.keySet());
        all.addAll(now.keySet());
        boolean different = false;
        for (String name : all) {
            String path = prefix + name;
            byte[] there = now.get(name);
            boolean left = there == null ? excluded.paths().contains(path) : excluded.leaveOut(after, there, path);
            if (!left) {
                different |= compare(before, Optional.ofNullable(old.get(name)), after,
                        Optional.ofNullable(now.get(name)), prefix, path);
            }
        }
        return different;
    }

    private boolean compare(int before, Optional<byte[]> old, int after, Optional<byte[]> now, String prefix,
            String path) throws IOException {
        if (now.isEmpty()) {
            deleted.computeIfAbsent(prefix, p -> new ArrayList<>()).add(old.get());
            changes.put(path, new FileChange(shown(path), FileChange.Kind.DELETED, 0));
            return true;
        }
        FileStatus status = FileStatus.at(after, now.get());
        Optional<FileStatus> earlier = old.isPresent() ? Optional.of(FileStatus.at(before, old.get()))
                : Optional.empty();
        boolean changed = earlier.isEmpty() || !same(before, earlier.get(), after, status, now.get());
        // its place in the order is before what lies in it
        FileChange change = new FileChange(shown(path), earlier.isEmpty() ? FileChange.Kind.ADDED
                : FileChange.Kind.MODIFIED, status.type() == FileStatus.REGULAR ? status.size() : 0);
        changes.put(path, change);
        if (status.isDirectory()) {
            changed |= inside(before, earlier, after, now.get(), path);
        } else if (changed && (status.links() == 1 || counted.add(status.inode()))) {
            bytes += status.size();
        }
        if (!changed) {
            changes.remove(path);
        }
        return changed;
    }

    private boolean inside(int before, Optional<FileStatus> earlier, int after, byte[] name, String path)
            throws IOException {
        DeepWalk.enter(path);
        try (Fd now = FileCalls.open(after, name, OpenFlags.DIRECTORY | OpenFlags.NOFOLLOW, 0)) {
            if (earlier.isEmpty() || !earlier.get().isDirectory()) {
                return compare(-1, now.number(), path + '/');
            }
            try (Fd then = FileCalls.open(before, name, OpenFlags.DIRECTORY | OpenFlags.NOFOLLOW, 0)) {
                return compare(then.number(), now.number(), path + '/');
            }
        }
    }

    private boolean same(int before, FileStatus old, int after, FileStatus now, byte[] name) throws IOException {
        boolean directory = now.isDirectory();
        return old.mode() == now.mode() && ids.outside(old.uid() & 0xffffffffL) == now.uid()
                && ids.outside(old.gid() & 0xffffffffL) == now.gid()
                && (directory || old.size() == now.size() && old.modifiedSeconds() == now.modifiedSeconds()
                && old.modifiedNanos() == now.modifiedNanos())
                && old.specialMajor() == now.specialMajor() && old.specialMinor() == now.specialMinor()
                && attributes(before, name).equals(attributes(after, name))
                && (contents.isEmpty() || now.type() != FileStatus.REGULAR || old.inode() == now.inode()
                || contents.get().test(before, after, name));
    }

    private static Map<String, String> attributes(int directory, byte[] name) throws IOException {
        Map<String, String> result = new HashMap<>();
        for (String attribute : Xattrs.list(directory, name)) {
            if (!attribute.equals("security.selinux")) {
                Xattrs.get(directory, name, attribute).ifPresent(value -> result.put(attribute,
                        Arrays.toString(value)));
            }
        }
        return result;
    }

    private static Map<String, byte[]> sorted(int directory) throws IOException {
        Map<String, byte[]> result = new TreeMap<>();
        for (byte[] name : DirectoryEntries.names(directory)) {
            result.put(new String(name, StandardCharsets.ISO_8859_1), name);
        }
        return result;
    }

    private static String shown(String path) {
        return '/' + new String(LayerPath.bytes(path), StandardCharsets.UTF_8);
    }
}
