package dev.berth.shell.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** A tar archive that is made while it is read, so that never more than one piece of a file is in memory. */
public abstract class ArchiveInput extends InputStream {

    private static final int PIECE_BYTES = 64 * 1024;
    /** The bits of a mode that say which type of file it is (inode(7)). */
    protected static final int TYPE = 0170000;

    private final Map<List<Object>, String> hardLinks = new HashMap<>();
    private final Piece piece = new Piece();
    /** Where the next piece is written to. */
    protected final TarArchiveOutputStream tar = new TarArchiveOutputStream(piece, "UTF-8");
    /** For what is copied into it; one piece long. */
    protected final byte[] buffer = new byte[PIECE_BYTES];
    private int position;
    private boolean ended;

    /** Bytes of the archive that wait to be read. */
    private static final class Piece extends ByteArrayOutputStream {
        int copyTo(byte[] target, int offset, int length, int from) {
            int n = Math.min(length, count - from);
            System.arraycopy(buf, from, target, offset, n);
            return n;
        }
    }

    /** Begins with nothing. */
    protected ArchiveInput() {
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        tar.setAddPaxHeadersForNonAsciiNames(true);
    }

    /**
     * Writes the next piece to {@link #tar}, or calls {@link #finish()}.
     *
     * @throws IOException if a file cannot be read
     */
    protected abstract void fill() throws IOException;

    /** Ends the archive. */
    protected final void finish() throws IOException {
        tar.finish();
        tar.flush();
        ended = true;
    }

    /** Whether all that goes into the archive has been read. */
    public final boolean isEnded() {
        return ended;
    }

    @Override
    public final int read() throws IOException {
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

    /**
     * The entry of a file's type, without mode, size and time; nothing for a socket, which no archive can hold.
     *
     * @param name in the archive; a file that was there by another name already is a hard link to that
     * @param path the file
     * @param unix its attributes of that view: {@code mode}, {@code nlink}, {@code dev}, {@code ino}, {@code rdev}
     */
    protected final Optional<TarArchiveEntry> entry(String name, Path path, Map<String, Object> unix)
            throws IOException {
        int type = (int) unix.get("mode") & TYPE;
        switch (type) {
            case 0040000:
                return Optional.of(new TarArchiveEntry(name.endsWith("/") ? name : name + '/', true));
            case 0120000:
                TarArchiveEntry link = new TarArchiveEntry(name, TarConstants.LF_SYMLINK, true);
                link.setLinkName(Files.readSymbolicLink(path).toString());
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
                    String first = hardLinks.putIfAbsent(List.of(unix.get("dev"), unix.get("ino")), name);
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
}
