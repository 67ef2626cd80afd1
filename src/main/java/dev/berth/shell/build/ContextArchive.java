package dev.berth.shell.build;

import dev.berth.shell.CommandException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * A context as a tar archive that is made while it is read, so that never more than one piece of a file is in memory.
 * Owners are root, as docker sends them; times are whole seconds; extended attributes are not sent.
 */
final class ContextArchive extends InputStream {

    private static final int PIECE_BYTES = 64 * 1024;

    private final Deque<Extra> extras = new ArrayDeque<>();
    private final Optional<ContextFiles> files;
    private final Consumer<ContextFiles.Found> sent;
    private final Set<String> replaced = new HashSet<>();
    private final Map<List<Object>, String> hardLinks = new HashMap<>();
    private final Piece piece = new Piece();
    private final TarArchiveOutputStream tar = new TarArchiveOutputStream(piece, "UTF-8");
    private final byte[] buffer = new byte[PIECE_BYTES];
    private Optional<Content> content = Optional.empty();
    private int position;
    private boolean ended;

    /**
     * A file that is in no directory.
     *
     * @param name its path in the context
     * @param content what it holds
     */
    record Extra(String name, byte[] content) {
    }

    private record Content(String name, InputStream in) {
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
     * @param files the walk; it need not exist where there are only extras
     * @param sent hears of each file of the walk, before it is sent
     * @param added further files; one of these stands for a file of the same name
     */
    ContextArchive(Optional<ContextFiles> files, Consumer<ContextFiles.Found> sent, List<Extra> added) {
        this.files = files;
        this.sent = sent;
        extras.addAll(added);
        for (Extra extra : added) {
            replaced.add(extra.name());
        }
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        tar.setAddPaxHeadersForNonAsciiNames(true);
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
        return n;
    }

    /** Whether all of the context has been read. */
    boolean isEnded() {
        return ended;
    }

    /** Writes the next piece. */
    private void fill() throws IOException {
        if (content.isPresent()) {
            fillContent(content.get());
            return;
        }
        if (!extras.isEmpty()) {
            Extra extra = extras.poll();
            TarArchiveEntry entry = new TarArchiveEntry(extra.name());
            entry.setMode(0100644);
            entry.setModTime(FileTime.fromMillis(0));
            entry.setSize(extra.content().length);
            tar.putArchiveEntry(entry);
            tar.write(extra.content());
            tar.closeArchiveEntry();
            return;
        }
        Optional<ContextFiles.Found> next = files.isPresent() ? files.get().next() : Optional.empty();
        if (next.isEmpty()) {
            tar.finish();
            tar.flush();
            ended = true;
            return;
        }
        sent.accept(next.get());
        if (!replaced.contains(next.get().name())) {
            put(next.get());
        }
    }

    private void fillContent(Content file) throws IOException {
        int n = file.in().read(buffer);
        if (n > 0) {
            try {
                tar.write(buffer, 0, n);
            } catch (IOException e) {
                throw changed(file.name());
            }
            return;
        }
        content = Optional.empty();
        file.in().close();
        try {
            tar.closeArchiveEntry();
        } catch (IOException e) {
            throw changed(file.name());
        }
    }

    private static CommandException changed(String name) {
        return new CommandException("the file " + name + " of the context has changed while it was sent: build again");
    }

    private void put(ContextFiles.Found found) throws IOException {
        Optional<TarArchiveEntry> made = entry(found);
        if (made.isEmpty()) {
            return;
        }
        TarArchiveEntry entry = made.get();
        entry.setMode(found.mode());
        entry.setModTime(FileTime.from(((FileTime) found.attributes().get("lastModifiedTime")).toInstant()
                .truncatedTo(java.time.temporal.ChronoUnit.SECONDS)));
        boolean hasContent = entry.isFile() && entry.getLinkName().isEmpty();
        InputStream in = hasContent ? Files.newInputStream(found.path()) : InputStream.nullInputStream();
        if (hasContent) {
            entry.setSize(found.size());
        }
        tar.putArchiveEntry(entry);
        if (hasContent) {
            content = Optional.of(new Content(found.name(), in));
        } else {
            tar.closeArchiveEntry();
        }
    }

    /** The entry of its type; nothing for a socket, which no archive can hold. */
    private Optional<TarArchiveEntry> entry(ContextFiles.Found found) throws IOException {
        String name = found.name();
        switch (found.type()) {
            case 0040000:
                return Optional.of(new TarArchiveEntry(name + '/', TarConstants.LF_DIR));
            case 0120000:
                TarArchiveEntry link = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
                link.setLinkName(Files.readSymbolicLink(found.path()).toString());
                return Optional.of(link);
            case 0010000:
                return Optional.of(new TarArchiveEntry(name, TarConstants.LF_FIFO));
            case 0020000, 0060000:
                boolean block = found.type() == 0060000;
                TarArchiveEntry device = new TarArchiveEntry(name, block ? TarConstants.LF_BLK : TarConstants.LF_CHR);
                long number = (long) found.attributes().get("rdev");
                device.setDevMajor((int) (number >> 8 & 0xFFF));
                device.setDevMinor((int) (number & 0xFF | number >> 12 & 0xFFF00));
                return Optional.of(device);
            case 0100000:
                if ((int) found.attributes().get("nlink") > 1) {
                    String first = hardLinks.putIfAbsent(List.of(found.attributes().get("dev"),
                            found.attributes().get("ino")), name);
                    if (first != null) {
                        TarArchiveEntry hard = new TarArchiveEntry(name, TarConstants.LF_LINK);
                        hard.setLinkName(first);
                        return Optional.of(hard);
                    }
                }
                return Optional.of(new TarArchiveEntry(name));
            default:
                return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        if (content.isPresent()) {
            content.get().in().close();
        }
    }
}
