package dev.berth.image.layer;

import dev.berth.image.InvalidImage;
import dev.berth.image.layer.TarEntry.Type;
import dev.berth.kernel.Fd;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a tar archive from a stream: ustar, GNU (long names, sparse files, large numbers) and pax (names, sizes, times
 * with nanoseconds, extended attributes, sparse formats 0.0, 0.1 and 1.0). Memory is bounded whatever the archive says,
 * names stay bytes, and what is damaged is refused rather than guessed.
 */
public final class TarReader {

    private static final int COPY = 256 * 1024;
    private static final int SKIPPED_AT_ONCE = 16 * 1024;

    private final InputStream in;
    private final DirectInput direct;
    private final boolean endMarkRequired;
    private final byte[] block = new byte[TarHeader.BLOCK];
    private final byte[] waste = new byte[SKIPPED_AT_ONCE];
    /** Bytes of the entry's data not read yet, and of the padding after it. */
    private long dataLeft;
    private int padding;
    private boolean ended;
    /** For {@link #writeTo} of a stream that cannot do it itself. */
    private ByteBuffer copy = ByteBuffer.allocate(0);

    /**
     * A reader.
     *
     * @param in the archive, not compressed, buffered
     * @param endMarkRequired whether an archive that just stops between two files is damaged; not so for layers whose
     *     digest is checked, some of which have no end mark
     */
    public TarReader(InputStream in, boolean endMarkRequired) {
        this.in = in;
        this.direct = DirectInput.of(in);
        this.endMarkRequired = endMarkRequired;
    }

    /**
     * The next file; what was not read of the one before is passed over. Empty at the end, and then the stream has been
     * read to its end too.
     *
     * @throws InvalidImage if the archive is damaged
     */
    public Optional<TarEntry> next() throws IOException {
        if (ended) {
            return Optional.empty();
        }
        PaxHeader pax = PaxHeader.none();
        Optional<String> longName = Optional.empty();
        Optional<String> longLink = Optional.empty();
        boolean pending = false;
        while (true) {
            skip(dataLeft + padding);
            dataLeft = 0;
            padding = 0;
            if (!readBlock()) {
                if (pending) {
                    throw new InvalidImage("the archive ends after an extended header: it is cut off");
                }
                return end();
            }
            TarHeader header = TarHeader.read(block);
            switch (header.typeFlag()) {
                case 'x', 'X' -> pax = PaxHeader.parse(special(header));
                // a global header (git archive writes one) says nothing about single files; docker passes it over too
                case 'g' -> special(header);
                case 'L' -> longName = Optional.of(text(special(header)));
                case 'K' -> longLink = Optional.of(text(special(header)));
                case 'V' -> beginData(header.size());
                default -> {
                    return Optional.of(entry(header, pax, longName, longLink));
                }
            }
            pending = header.typeFlag() != 'g' && header.typeFlag() != 'V';
        }
    }

    /**
     * Reads from the data of the file that {@link #next} gave last; of a sparse file only what is there, without its
     * holes.
     *
     * @return how many bytes, -1 at the end of the data
     * @throws InvalidImage if the archive ends before the data does
     */
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (dataLeft == 0) {
            return -1;
        }
        int n = in.read(buffer, offset, (int) Math.min(length, dataLeft));
        if (n < 0) {
            throw truncated();
        }
        dataLeft -= n;
        return n;
    }

    /**
     * Writes from the data of the file that {@link #next} gave last to another one, at its position. Zeros become
     * holes.
     *
     * @param file to write to
     * @param length how many bytes at most
     * @return whether the file ends in a hole, and is shorter therefore than it should be
     * @throws InvalidImage if the archive ends before the data does
     */
    boolean writeTo(Fd file, long length) throws IOException {
        boolean hole = false;
        long left = Math.min(length, dataLeft);
        while (left > 0) {
            ByteBuffer bytes = in instanceof ReadAhead ahead ? ahead.next(left) : copied(left);
            if (!bytes.hasRemaining()) {
                throw truncated();
            }
            hole = Holes.write(file, bytes);
            dataLeft -= bytes.remaining();
            left -= bytes.remaining();
        }
        return hole;
    }

    private ByteBuffer copied(long length) throws IOException {
        copy = copy.capacity() == 0 ? ByteBuffer.allocateDirect(COPY) : copy;
        copy.clear().limit((int) Math.min(length, COPY));
        direct.read(copy);
        return copy.flip();
    }

    private TarEntry entry(TarHeader header, PaxHeader pax, Optional<String> longName, Optional<String> longLink)
            throws IOException {
        String name = pax.text("path").or(() -> longName).orElseGet(header::name);
        name = pax.text("GNU.sparse.name").orElse(name);
        String link = pax.text("linkpath").or(() -> longLink).orElseGet(header::linkName);
        Type type = type(header.typeFlag(), name);
        long stored = pax.number("size").orElse(header.size());
        if (stored < 0) {
            throw new InvalidImage(TarEntry.shown(name) + " in the archive has a negative size");
        }
        long[] sparse = {};
        long size = type == Type.FILE ? stored : 0;
        if (type == Type.FILE) {
            beginData(stored);
            if (header.typeFlag() == 'S') {
                size = header.sparseNumber(483);
                sparse = oldSparse(header, size, stored);
            } else {
                Optional<Long> real = pax.number("GNU.sparse.realsize");
                real = real.isPresent() ? real : pax.number("GNU.sparse.size");
                if (pax.text("GNU.sparse.major").isPresent() || pax.sparseMap().isPresent()) {
                    size = real.orElseThrow(() -> new InvalidImage("a sparse file in the archive has no size"));
                    sparse = paxSparse(pax, size);
                }
            }
        }
        Optional<String> time = pax.text("mtime");
        PaxTime modified = time.isPresent() ? PaxTime.parse(time.get()) : new PaxTime(header.modified(), 0);
        boolean device = type == Type.CHARACTER || type == Type.BLOCK;
        return new TarEntry(type, name, type == Type.SYMLINK || type == Type.HARDLINK ? link : "", header.mode(),
                id(pax.number("uid").orElse(header.uid()), name), id(pax.number("gid").orElse(header.gid()), name),
                size, modified.seconds(), modified.nanos(), device ? number(header.device(true), 0xfff, name) : 0,
                device ? number(header.device(false), 0xfffff, name) : 0,
                pax.xattrs().isEmpty() ? Map.of() : Map.copyOf(pax.xattrs()), sparse);
    }

    private static Type type(char flag, String name) throws InvalidImage {
        return switch (flag) {
            // the oldest archives mark a directory by a slash only
            case '0', '\0' -> name.endsWith("/") ? Type.DIRECTORY : Type.FILE;
            case '7', 'S' -> Type.FILE;
            case '1' -> Type.HARDLINK;
            case '2' -> Type.SYMLINK;
            case '3' -> Type.CHARACTER;
            case '4' -> Type.BLOCK;
            case '5' -> Type.DIRECTORY;
            case '6' -> Type.FIFO;
            default -> throw new InvalidImage(TarEntry.shown(name) + " in the archive is of an unknown type ("
                    + (int) flag + ")");
        };
    }

    private static long id(long value, String name) throws InvalidImage {
        // 2^32 - 1 is "no change" for chown(2)
        if (value < 0 || value >= 0xffffffffL) {
            throw new InvalidImage(TarEntry.shown(name) + " in the archive has the owner or group " + value
                    + ", which is none");
        }
        return value;
    }

    private static int number(long value, long limit, String name) throws InvalidImage {
        if (value < 0 || value > limit) {
            throw new InvalidImage(TarEntry.shown(name) + " in the archive has the device number " + value
                    + ", which is none");
        }
        return (int) value;
    }

    private long[] oldSparse(TarHeader first, long size, long stored) throws IOException {
        SparseMap map = new SparseMap();
        TarHeader header = first;
        int at = 386;
        int pieces = 4;
        boolean more = header.at(482) != 0;
        while (true) {
            for (int i = 0; i < pieces && header.at(at + 24 * i + 12) != 0; i++) {
                map.add(header.sparseNumber(at + 24 * i));
                map.add(header.sparseNumber(at + 24 * i + 12));
            }
            if (!more) {
                return map.checked(size, stored);
            }
            if (!readFully(block)) {
                throw truncated();
            }
            header = TarHeader.unchecked(block);
            more = header.at(504) != 0;
            at = 0;
            pieces = 21;
        }
    }

    private long[] paxSparse(PaxHeader pax, long size) throws IOException {
        SparseMap map = new SparseMap();
        Optional<String> listed = pax.sparseMap();
        if (listed.isPresent()) {
            int start = 0;
            String text = listed.get();
            while (start < text.length()) {
                int comma = text.indexOf(',', start);
                int end = comma < 0 ? text.length() : comma;
                map.add(PaxHeader.decimal(text.substring(start, end), "sparse map"));
                start = end + 1;
            }
            return map.checked(size, dataLeft);
        }
        // format 1.0: the map stands in front of the data, a number a line, filled up to a whole block
        long before = dataLeft;
        long count = sparseLine();
        if (count > TarLimits.SPARSE_PIECES) {
            throw new InvalidImage("a sparse file in the archive has more than " + TarLimits.SPARSE_PIECES + " pieces");
        }
        for (long i = 0; i < 2 * count; i++) {
            map.add(sparseLine());
        }
        long rest = -(before - dataLeft) & TarHeader.BLOCK - 1;
        if (rest > dataLeft) {
            throw new InvalidImage("a sparse file in the archive has a damaged map");
        }
        skip(rest);
        dataLeft -= rest;
        return map.checked(size, dataLeft);
    }

    private long sparseLine() throws IOException {
        StringBuilder line = new StringBuilder();
        while (dataLeft > 0) {
            int b = in.read();
            if (b < 0) {
                throw truncated();
            }
            dataLeft--;
            if (b == '\n') {
                return PaxHeader.decimal(line.toString(), "sparse map");
            }
            if (line.length() > 18) {
                break;
            }
            line.append((char) b);
        }
        throw new InvalidImage("a sparse file in the archive has a damaged map");
    }

    private void beginData(long size) throws InvalidImage {
        if (size < 0 || size > Long.MAX_VALUE - TarHeader.BLOCK) {
            throw new InvalidImage("a file in the archive has an impossible size");
        }
        dataLeft = size;
        padding = (int) (-size & TarHeader.BLOCK - 1);
    }

    /** The contents of a header that describes the next one. */
    private byte[] special(TarHeader header) throws IOException {
        long size = header.size();
        if (size < 0 || size > TarLimits.HEADER_LENGTH) {
            throw new InvalidImage("an extended header of the archive has " + size + " bytes, more than "
                    + TarLimits.HEADER_LENGTH);
        }
        beginData(size);
        byte[] data = new byte[(int) size];
        if (!readFully(data) && size > 0) {
            throw truncated();
        }
        dataLeft = 0;
        return data;
    }

    private static String text(byte[] data) {
        int end = 0;
        while (end < data.length && data[end] != 0) {
            end++;
        }
        return new String(data, 0, end, StandardCharsets.ISO_8859_1);
    }

    /** Reads a header block; false at the end mark or at the end of the stream. */
    private boolean readBlock() throws IOException {
        if (!readFully(block)) {
            if (endMarkRequired) {
                throw truncated();
            }
            return false;
        }
        return !TarHeader.isZero(block);
    }

    private Optional<TarEntry> end() throws IOException {
        ended = true;
        // what follows belongs to the layer's digest
        byte[] rest = new byte[8192];
        while (in.read(rest) >= 0) {
            continue;
        }
        return Optional.empty();
    }

    private void skip(long count) throws IOException {
        long left = count;
        while (left > 0) {
            int n = in.read(waste, 0, (int) Math.min(left, waste.length));
            if (n < 0) {
                throw truncated();
            }
            left -= n;
        }
    }

    /** False if the stream was at its end before the first byte. */
    private boolean readFully(byte[] into) throws IOException {
        int n = in.readNBytes(into, 0, into.length);
        if (n > 0 && n < into.length) {
            throw truncated();
        }
        return n == into.length;
    }

    private static InvalidImage truncated() {
        return new InvalidImage("the archive ends in the middle: it is cut off");
    }
}
