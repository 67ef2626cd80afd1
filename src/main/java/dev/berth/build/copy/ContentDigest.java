package dev.berth.build.copy;

import dev.berth.image.Digest;
import dev.berth.image.store.Hashing;
import dev.berth.kernel.DeepWalk;
import dev.berth.kernel.DirectoryEntries;
import dev.berth.kernel.Fd;
import dev.berth.kernel.FileCalls;
import dev.berth.kernel.FileStatus;
import dev.berth.kernel.NativeBuffer;
import dev.berth.kernel.OpenFlags;
import dev.berth.kernel.Xattrs;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * The digest of files by what becomes of them in an image: names, types, modes, contents, link targets, file
 * capabilities; owners where they are kept. Times do not count, as with docker.
 */
public final class ContentDigest {

    private static final int BUFFER = 128 * 1024;

    private final MessageDigest hash = Hashing.sha256();
    private final boolean owners;
    private final Predicate<String> excluded;
    private final byte[] chunk = new byte[BUFFER];
    private final byte[] eight = new byte[8];
    private final NativeBuffer memory = NativeBuffer.allocate(BUFFER);

    /**
     * A digest of nothing yet.
     *
     * @param owners whether owners count
     * @param excluded paths within a source that are left out
     */
    public ContentDigest(boolean owners, Predicate<String> excluded) {
        this.owners = owners;
        this.excluded = excluded;
    }

    /**
     * Adds a source with all beneath it.
     *
     * @param tree where it is
     * @param path as {@link SourceTree#select} answers it
     */
    public void add(SourceTree tree, String path) throws IOException {
        text(path);
        FileStatus status = tree.status(path).orElseThrow(() -> new IOException(path + " has gone"));
        if (status.type() != FileStatus.REGULAR && !status.isDirectory()) {
            other(status);
            return;
        }
        try (Fd fd = tree.open(path)) {
            if (status.isDirectory()) {
                header(status);
                DeepWalk.run(() -> children(fd, ""));
            } else {
                header(status);
                capability(fd);
                content(fd, status.size());
            }
        }
    }

    /** Adds words that what is made depends on. */
    public void text(String text) {
        byte[] bytes = FileName.bytes(text);
        number(bytes.length);
        hash.update(bytes);
    }

    /** Adds a file's content that is at hand. */
    public void bytes(byte[] bytes) {
        number(bytes.length);
        hash.update(bytes);
    }

    /** Adds the content of an open file from where it is. */
    public void file(Fd file) throws IOException {
        content(file, FileStatus.of(file.number()).size());
    }

    /** What has been added; it cannot be added to any more. */
    public Digest digest() {
        return Digest.of(hash.digest());
    }

    private void children(Fd directory, String prefix) throws IOException {
        List<byte[]> names = DirectoryEntries.names(directory.number());
        names.sort(Arrays::compareUnsigned);
        for (byte[] name : names) {
            String path = SourceTree.join(prefix, FileName.text(name));
            FileStatus status = FileStatus.at(directory.number(), name);
            if (status.isWhiteout() || excluded.test(path) && !status.isDirectory()) {
                continue;
            }
            number(name.length);
            hash.update(name);
            if (status.isDirectory()) {
                DeepWalk.enter(path);
                header(status);
                try (Fd inner = FileCalls.open(directory.number(), name, OpenFlags.DIRECTORY, 0)) {
                    children(inner, path);
                }
                number(-1);
            } else if (status.type() == FileStatus.REGULAR) {
                header(status);
                try (Fd file = FileCalls.open(directory.number(), name, OpenFlags.RDONLY | OpenFlags.NONBLOCK, 0)) {
                    capability(file);
                    content(file, status.size());
                }
            } else if (status.type() == FileStatus.SYMLINK) {
                header(status);
                bytes(FileCalls.readLink(directory.number(), name));
            } else {
                other(status);
            }
        }
    }

    private void header(FileStatus status) {
        number(status.type() == FileStatus.SYMLINK ? status.type() : status.mode());
        if (owners) {
            number(status.uid());
            number(status.gid());
        }
    }

    private void other(FileStatus status) {
        header(status);
        number(status.specialMajor());
        number(status.specialMinor());
    }

    private void capability(Fd file) throws IOException {
        Xattrs.get(file.number(), TreeCopier.CAPABILITY).ifPresent(this::bytes);
    }

    private void content(Fd file, long size) throws IOException {
        number(size);
        while (true) {
            int n = file.read(memory.address(), BUFFER);
            if (n == 0) {
                return;
            }
            memory.get(chunk, 0, n);
            hash.update(chunk, 0, n);
        }
    }

    private void number(long value) {
        for (int i = 0; i < 8; i++) {
            eight[i] = (byte) (value >> 8 * i);
        }
        hash.update(eight);
    }
}
