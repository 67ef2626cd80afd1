package dev.berth.image;

import dev.berth.image.store.Hashing;
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
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** A directory tree as lines, one a file, with all that can be compared: for assertions on whole trees. */
public final class TreeListing {

    private TreeListing() {
    }

    /** The lines of a tree, sorted by path. */
    public static List<String> of(Path root) throws IOException {
        try (Fd fd = Fd.open(root, OpenFlags.DIRECTORY, 0)) {
            return of(fd);
        }
    }

    /** The lines of a tree, sorted by path. */
    public static List<String> of(Fd root) throws IOException {
        List<String> lines = new ArrayList<>();
        add(root, new byte[] {'.'}, ".", lines);
        descend(root, "", lines);
        return lines;
    }

    private static void descend(Fd directory, String prefix, List<String> lines) throws IOException {
        List<byte[]> names = DirectoryEntries.names(directory.number());
        names.sort(Comparator.comparing(name -> new String(name, StandardCharsets.ISO_8859_1)));
        for (byte[] name : names) {
            String path = prefix + new String(name, StandardCharsets.UTF_8);
            if (add(directory, name, path, lines).isDirectory()) {
                try (Fd inner = FileCalls.open(directory.number(), name, OpenFlags.DIRECTORY, 0)) {
                    descend(inner, path + '/', lines);
                }
            }
        }
    }

    private static FileStatus add(Fd directory, byte[] name, String path, List<String> lines)
            throws IOException {
        FileStatus status = FileStatus.at(directory.number(), name);
        StringBuilder line = new StringBuilder(path);
        line.append(" mode=").append(Integer.toOctalString(status.mode())).append(' ').append(status.uid()).append(':')
                .append(status.gid()).append(" mtime=").append(status.modifiedSeconds()).append('.')
                .append(status.modifiedNanos());
        if (!status.isDirectory()) {
            line.append(" links=").append(status.links());
        }
        switch (status.type()) {
            case FileStatus.REGULAR -> line.append(" size=").append(status.size()).append(' ')
                    .append(contents(directory, name));
            case FileStatus.SYMLINK -> line.append(" -> ")
                    .append(new String(FileCalls.readLink(directory.number(), name), StandardCharsets.UTF_8));
            case FileStatus.CHARACTER, FileStatus.BLOCK -> line.append(" device=").append(status.specialMajor())
                    .append(',').append(status.specialMinor());
            default -> {
            }
        }
        List<String> attributes = Xattrs.list(directory.number(), name).stream()
                .filter(a -> !a.startsWith("trusted.overlay.")).sorted().collect(Collectors.toList());
        for (String attribute : attributes) {
            line.append(' ').append(attribute).append('=').append(Base64.getEncoder().encodeToString(
                    Xattrs.get(directory.number(), name, attribute).orElseThrow()));
        }
        lines.add(line.toString());
        return status;
    }

    /** By descriptor, since Java cannot name files whose names are no UTF-8. */
    private static String contents(Fd directory, byte[] name) throws IOException {
        NativeBuffer buffer = NativeBuffer.allocate(65536);
        byte[] bytes = new byte[65536];
        MessageDigest hash = Hashing.sha256();
        try (Fd file = FileCalls.open(directory.number(), name, OpenFlags.RDONLY, 0)) {
            int n = file.read(buffer.address(), bytes.length);
            while (n > 0) {
                buffer.get(bytes, 0, n);
                hash.update(bytes, 0, n);
                n = file.read(buffer.address(), bytes.length);
            }
        }
        return Digest.of(hash.digest()).shortened();
    }
}
