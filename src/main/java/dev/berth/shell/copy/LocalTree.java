package dev.berth.shell.copy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** A file of this machine, with all beneath it, as a tar archive that is made while it is read. */
public final class LocalTree extends InputStream {

    private static final int PIECE_BYTES = 64 * 1024;

    private final UnaryOperator<String> naming;
    private final Deque<Found> waiting = new ArrayDeque<>();
    private final Map<List<Object>, String> firstNames = new HashMap<>();
    private final Piece piece = new Piece();
    private final TarArchiveOutputStream tar = new TarArchiveOutputStream(piece, "UTF-8");
    private final byte[] buffer = new byte[PIECE_BYTES];
    private Optional<InputStream> content = Optional.empty();
    private long contentLeft;
    private int position;
    private boolean ended;
    private long total;

    private record Found(Path path, String name) {
    }

    /** Bytes of the archive that wait to be read. */
    private static final class Piece extends ByteArrayOutputStream {
        int copyTo(byte[] target, int offset, int length, int from) {
            int n = Math.min(length, count - from);
            System.arraycopy(buf, from, target, offset, n);
            return n;
        }
    }

    /**
     * An archive.
     *
     * @param path the file
     * @param name what it is called in the archive
     * @param naming what entries are called in place of that
     */
    public LocalTree(Path path, String name, UnaryOperator<String> naming) {
        this.naming = naming;
        waiting.push(new Found(path, name));
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        tar.setAddPaxHeadersForNonAsciiNames(true);
    }

    /** Bytes of the archive until now. */
    public long total() {
        return total;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        while (position == piece.size()) {
            piece.reset();
            position = 0;
            if (ended) {
                return -1;
            }
            fill();
        }
        int n = piece.copyTo(target, offset, length, position);
        position += n;
        total += n;
        return n;
    }

    /** Writes the next piece. */
    private void fill() throws IOException {
        if (content.isPresent()) {
            fillContent(content.get());
        } else if (waiting.isEmpty()) {
            tar.finish();
            tar.flush();
            ended = true;
        } else {
            put(waiting.pop());
        }
    }

    private void fillContent(InputStream in) throws IOException {
        int n = contentLeft == 0 ? -1 : in.read(buffer, 0, (int) Math.min(contentLeft, buffer.length));
        if (n < 0 && contentLeft > 0) {
            // it became shorter while it was read; the header is written, so the rest is zeros
            n = (int) Math.min(contentLeft, buffer.length);
            java.util.Arrays.fill(buffer, 0, n, (byte) 0);
        }
        if (n > 0) {
            tar.write(buffer, 0, n);
            contentLeft -= n;
            return;
        }
        content = Optional.empty();
        in.close();
        tar.closeArchiveEntry();
    }

    private void put(Found found) throws IOException {
        Map<String, Object> unix = Files.readAttributes(found.path(),
                "unix:mode,uid,gid,size,nlink,ino,dev,rdev,lastModifiedTime", LinkOption.NOFOLLOW_LINKS);
        int mode = (int) unix.get("mode");
        Optional<TarArchiveEntry> made = entry(found, unix, mode & 0170000);
        if (made.isEmpty()) {
            return;
        }
        TarArchiveEntry entry = made.get();
        entry.setMode(mode & 07777);
        entry.setIds((int) unix.get("uid"), (int) unix.get("gid"));
        entry.setLastModifiedTime((FileTime) unix.get("lastModifiedTime"));
        boolean hasContent = (mode & 0170000) == 0100000 && !entry.isLink();
        if (!hasContent) {
            tar.putArchiveEntry(entry);
            tar.closeArchiveEntry();
            return;
        }
        contentLeft = (long) unix.get("size");
        entry.setSize(contentLeft);
        InputStream in = Files.newInputStream(found.path());
        content = Optional.of(in);
        tar.putArchiveEntry(entry);
    }

    /** The entry of its type; nothing for a socket, which no archive can hold. */
    private Optional<TarArchiveEntry> entry(Found found, Map<String, Object> unix, int type) throws IOException {
        String name = naming.apply(found.name());
        switch (type) {
            case 0040000:
                descend(found);
                return Optional.of(new TarArchiveEntry(name.endsWith("/") ? name : name + '/', true));
            case 0120000:
                TarArchiveEntry link = new TarArchiveEntry(name, TarConstants.LF_SYMLINK, true);
                link.setLinkName(Files.readSymbolicLink(found.path()).toString());
                return Optional.of(link);
            case 0010000:
                return Optional.of(new TarArchiveEntry(name, TarConstants.LF_FIFO, true));
            case 0020000, 0060000:
                TarArchiveEntry device = new TarArchiveEntry(name, type == 0060000 ? TarConstants.LF_BLK
                        : TarConstants.LF_CHR, true);
                long number = (long) unix.get("rdev");
                device.setDevMajor((int) (number >> 8 & 0xFFF));
                device.setDevMinor((int) (number & 0xFF | number >> 12 & 0xFFF00));
                return Optional.of(device);
            case 0100000:
                if ((int) unix.get("nlink") > 1) {
                    String first = firstNames.putIfAbsent(List.of(unix.get("dev"), unix.get("ino")), name);
                    if (first != null) {
                        TarArchiveEntry hard = new TarArchiveEntry(name, TarConstants.LF_LINK, true);
                        hard.setLinkName(first);
                        return Optional.of(hard);
                    }
                }
                return Optional.of(new TarArchiveEntry(name, true));
            default:
                return Optional.empty();
        }
    }

    private void descend(Found directory) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory.path())) {
            entries.forEach(path -> names.add(path.getFileName().toString()));
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        names.sort(Collections.reverseOrder());
        String prefix = directory.name().endsWith("/") ? directory.name() : directory.name() + '/';
        names.forEach(name -> waiting.push(new Found(directory.path().resolve(name), prefix + name)));
    }

    @Override
    public void close() throws IOException {
        if (content.isPresent()) {
            content.get().close();
        }
    }
}
