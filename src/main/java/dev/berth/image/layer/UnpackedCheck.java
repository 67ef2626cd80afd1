package dev.berth.image.layer;

import dev.berth.kernel.Fd;
import dev.berth.kernel.FileCalls;
import dev.berth.kernel.FileStatus;
import dev.berth.kernel.KernelException;
import dev.berth.kernel.NativeBuffer;
import dev.berth.kernel.OpenFlags;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Compares a layer's unpacked files with its archive, contents included. */
public final class UnpackedCheck {

    private static final int BUFFER = 256 * 1024;

    private final byte[] expected = new byte[BUFFER];
    private final byte[] actual = new byte[BUFFER];
    private final NativeBuffer memory = NativeBuffer.allocate(BUFFER);
    /** What is wrong, by path; an archive may have a path twice, and then the last one counts. */
    private final Map<String, String> wrong = new LinkedHashMap<>();

    private UnpackedCheck() {
    }

    /**
     * Compares.
     *
     * @param archive the layer, plain
     * @param directory its files
     * @return what is wrong with the first file that differs; empty if all are as they should be
     */
    public static Optional<String> run(TarReader archive, Path directory) throws IOException {
        UnpackedCheck check = new UnpackedCheck();
        try (Fd root = Fd.open(directory, OpenFlags.DIRECTORY, 0)) {
            for (Optional<TarEntry> entry = archive.next(); entry.isPresent(); entry = archive.next()) {
                check.compare(root, entry.get(), archive);
            }
        }
        return check.wrong.entrySet().stream().findFirst().map(e -> '/' + TarEntry.shown(e.getKey()) + ' '
                + e.getValue());
    }

    private void compare(Fd root, TarEntry entry, TarReader archive) throws IOException {
        LayerPath path = LayerPath.of(entry.name(), "file");
        if (path.isRoot() || path.whole().startsWith(LayerUnpacker.WHITEOUT)
                || path.whole().contains('/' + LayerUnpacker.WHITEOUT)) {
            return;
        }
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

    private Optional<String> compare(Fd root, FileStatus status, LayerPath path, TarEntry entry, TarReader archive)
            throws IOException {
        if (entry.type() == TarEntry.Type.HARDLINK) {
            return Optional.empty();
        }
        if (status.type() != type(entry.type())) {
            return Optional.of("is of another type");
        }
        if (entry.type() == TarEntry.Type.SYMLINK) {
            return Optional.empty();
        }
        if (status.permissions() != entry.mode() || status.uid() != (int) entry.uid()
                || status.gid() != (int) entry.gid()) {
            return Optional.of("has another owner or mode");
        }
        if (entry.type() != TarEntry.Type.FILE) {
            return Optional.empty();
        }
        if (status.size() != entry.size()) {
            return Optional.of("has " + status.size() + " bytes instead of " + entry.size());
        }
        try (Fd file = FileCalls.openBeneath(root.number(), LayerPath.bytes(path.whole()),
                OpenFlags.RDONLY | OpenFlags.NOFOLLOW)) {
            return sameContents(file, entry, archive) ? Optional.empty() : Optional.of("has other contents");
        }
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
