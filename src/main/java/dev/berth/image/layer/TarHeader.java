package dev.berth.image.layer;

import dev.berth.image.InvalidImage;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The fields of one 512-byte header block of a tar archive (POSIX ustar, GNU, old v7 and star). */
final class TarHeader {

    /** Size of a block in bytes. */
    static final int BLOCK = 512;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EVEN = 0x00ff00ff00ff00ffL;

    private final byte[] block;
    private final boolean ustar;
    private final boolean gnu;

    private TarHeader(byte[] block) {
        this.block = block;
        this.ustar = text(257, 6).equals("ustar");
        this.gnu = text(257, 8).equals("ustar  ");
    }

    /**
     * Reads a block.
     *
     * @param block 512 bytes; not copied
     * @throws InvalidImage if its checksum is wrong
     */
    static TarHeader read(byte[] block) throws InvalidImage {
        TarHeader header = new TarHeader(block);
        long expected = header.number(148, 8, "checksum");
        long unsigned = sum(block);
        for (int i = 148; i < 156; i++) {
            unsigned += ' ' - (block[i] & 0xff);
        }
        // old archivers summed signed characters
        if (expected != unsigned && expected != signedSum(block)) {
            throw new InvalidImage("not a tar archive, or a damaged one: a header has a wrong checksum");
        }
        return header;
    }

    /** Whether nothing is in a block. */
    static boolean isZero(byte[] block) {
        long all = 0;
        for (int i = 0; i < BLOCK; i += Long.BYTES) {
            all |= (long) LONGS.get(block, i);
        }
        return all == 0;
    }

    /** Of all bytes without sign; eight at a time, since this is most of the work for small files. */
    private static long sum(byte[] block) {
        long sums = 0;
        for (int i = 0; i < BLOCK; i += Long.BYTES) {
            long eight = (long) LONGS.get(block, i);
            // four sums of 16 bits, of 128 bytes each
            sums += (eight & EVEN) + (eight >>> 8 & EVEN);
        }
        return (sums & 0xffff) + (sums >>> 16 & 0xffff) + (sums >>> 32 & 0xffff) + (sums >>> 48);
    }

    private static long signedSum(byte[] block) {
        long signed = 0;
        for (int i = 0; i < BLOCK; i++) {
            signed += i >= 148 && i < 156 ? ' ' : block[i];
        }
        return signed;
    }

    /** A block without checksum: more of a sparse map. */
    static TarHeader unchecked(byte[] block) {
        return new TarHeader(block);
    }

    char typeFlag() {
        return (char) (block[156] & 0xff);
    }

    String name() {
        String name = text(0, 100);
        if (!ustar) {
            return name;
        }
        boolean star = block[508] == 't' && block[509] == 'a' && block[510] == 'r' && block[511] == 0;
        String prefix = text(345, star ? 131 : 155);
        return prefix.isEmpty() ? name : prefix + '/' + name;
    }

    String linkName() {
        return text(157, 100);
    }

    int mode() throws InvalidImage {
        return (int) number(100, 8, "mode") & 07777;
    }

    long uid() throws InvalidImage {
        return number(108, 8, "owner");
    }

    long gid() throws InvalidImage {
        return number(116, 8, "group");
    }

    long size() throws InvalidImage {
        return number(124, 12, "size");
    }

    long modified() throws InvalidImage {
        return number(136, 12, "time");
    }

    /** Major or minor number; other headers than ustar and GNU have none. */
    long device(boolean major) throws InvalidImage {
        return ustar || gnu ? number(major ? 329 : 337, 8, "device number") : 0;
    }

    /** A number of a GNU sparse header. */
    long sparseNumber(int offset) throws InvalidImage {
        return number(offset, 12, "sparse map");
    }

    /** One byte. */
    int at(int offset) {
        return block[offset];
    }

    private String text(int offset, int length) {
        int end = offset;
        while (end < offset + length && block[end] != 0) {
            end++;
        }
        return new String(block, offset, end - offset, StandardCharsets.ISO_8859_1);
    }

    /** An octal number with blanks or zero bytes around it, or GNU's base 256 when the first bit is set. */
    private long number(int offset, int length, String what) throws InvalidImage {
        return (block[offset] & 0x80) != 0 ? base256(offset, length, what) : octal(offset, length, what);
    }

    private long base256(int offset, int length, String what) throws InvalidImage {
        boolean negative = (block[offset] & 0x40) != 0;
        long value = negative ? -1 : 0;
        for (int i = 0; i < length; i++) {
            int b = i == 0 ? block[offset] & 0x3f | (negative ? 0xc0 : 0) : block[offset + i] & 0xff;
            if (value >> 55 != (negative ? -1 : 0)) {
                throw new InvalidImage("a header of the archive has a " + what + " that is too large");
            }
            value = value << 8 | b & 0xff;
        }
        return value;
    }

    private long octal(int offset, int length, String what) throws InvalidImage {
        int i = offset;
        int end = offset + length;
        while (i < end && (block[i] == ' ' || block[i] == 0)) {
            i++;
        }
        while (end > i && (block[end - 1] == ' ' || block[end - 1] == 0)) {
            end--;
        }
        long value = 0;
        for (; i < end && block[i] != ' ' && block[i] != 0; i++) {
            if (block[i] < '0' || block[i] > '7') {
                throw new InvalidImage("a header of the archive has a " + what + " that is no number");
            }
            value = value << 3 | block[i] - '0';
        }
        return value;
    }
}
