package dev.berth.image.layer;

import dev.berth.kernel.DeepWalk;
import dev.berth.kernel.DirectoryEntries;
import dev.berth.kernel.Errno;
import dev.berth.kernel.Fd;
import dev.berth.kernel.FileCalls;
import dev.berth.kernel.FileStatus;
import dev.berth.kernel.KernelException;
import dev.berth.kernel.OpenFlags;
import dev.berth.kernel.Xattrs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a container changed ({@code diff}): its overlay's upper directory against the lower ones. */
public final class UpperChanges implements AutoCloseable {

    private final List<Fd> lowers = new ArrayList<>();
    private final ExcludedPaths excluded;
    private final List<FileChange> changes = new ArrayList<>();

    private UpperChanges(Set<String> excluded) {
        this.excluded = new ExcludedPaths(excluded);
    }

    /**
     * Lists the changes, sorted by path within each directory.
     *
     * @param upper the overlay's upper directory
     * @param lowers its lower directories, the top one first
     * @param excluded relative paths to leave out; what an engine puts into every container, directories while
     *     they are empty
     */
    public static List<FileChange> list(Path upper, List<Path> lowers, Set<String> excluded) throws IOException {
        try (UpperChanges result = new UpperChanges(excluded);
                Fd root = Fd.open(upper, OpenFlags.DIRECTORY, 0)) {
            for (Path lower : lowers) {
                result.lowers.add(Fd.open(lower, OpenFlags.DIRECTORY | OpenFlags.PATH, 0));
            }
            DeepWalk.run(() -> result.descend(root.number(), "", result.lowers.size()));
            return result.changes;
        }
    }

    @Override
    public void close() {
        lowers.forEach(Fd::close);
    }

    /** Goes through a directory of which so many lower layers, from the top, can still be seen. */
    private void descend(int directory, String prefix, int visible) throws IOException {
        List<byte[]> names = DirectoryEntries.names(directory);
        names.sort((a, b) -> java.util.Arrays.compareUnsigned(a, b));
        for (byte[] name : names) {
            String path = prefix + new String(name, StandardCharsets.ISO_8859_1);
            if (excluded.leaveOut(directory, name, path)) {
                continue;
            }
            FileStatus status = FileStatus.at(directory, name);
            String shown = '/' + new String(LayerPath.bytes(path), StandardCharsets.UTF_8);
            if (status.isWhiteout()) {
                changes.add(new FileChange(shown, FileChange.Kind.DELETED, 0));
                continue;
            }
            changes.add(new FileChange(shown, existsBelow(path, visible) ? FileChange.Kind.MODIFIED
                    : FileChange.Kind.ADDED, status.type() == FileStatus.REGULAR ? status.size() : 0));
            if (status.isDirectory()) {
                DeepWalk.enter(path);
                boolean opaque = Xattrs.get(directory, name, LayerDirectory.OPAQUE).isPresent();
                try (Fd inner = FileCalls.open(directory, name, OpenFlags.DIRECTORY, 0)) {
                    descend(inner.number(), path + '/', opaque ? 0 : visible);
                }
            }
        }
    }

    /** Whether the lower layers together show a file there: a whiteout or opaque directory in one hides those below. */
    private boolean existsBelow(String path, int visible) throws IOException {
        for (int i = 0; i < visible; i++) {
            int lower = lowers.get(i).number();
            int end = 0;
            boolean hides = false;
            while (end < path.length()) {
                int slash = path.indexOf('/', end + 1);
                end = slash < 0 ? path.length() : slash;
                byte[] way = LayerPath.bytes(path.substring(0, end));
                FileStatus status;
                try (Fd fd = FileCalls.openBeneath(lower, way, OpenFlags.PATH | OpenFlags.NOFOLLOW)) {
                    status = FileStatus.of(fd.number());
                } catch (KernelException e) {
                    if (e.errno() == Errno.ENOENT) {
                        break;
                    }
                    if (e.errno() == Errno.ENOTDIR || e.errno() == Errno.EXDEV || e.errno() == Errno.ELOOP) {
                        hides = true;
                        break;
                    }
                    throw e;
                }
                if (status.isWhiteout()) {
                    return false;
                }
                if (end == path.length()) {
                    return true;
                }
                hides |= !status.isDirectory() || Xattrs.get(lower, way, LayerDirectory.OPAQUE).isPresent();
            }
            if (hides) {
                return false;
            }
        }
        return false;
    }
}
