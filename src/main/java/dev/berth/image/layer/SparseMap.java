package dev.berth.image.layer;

import dev.berth.image.InvalidImage;
import java.util.Arrays;

/** Collects and checks where the data of a sparse file lies. */
final class SparseMap {

    private long[] pieces = new long[8];
    private int count;

    /**
     * Adds a number: an offset, then a length, and so on.
     *
     * @param value bytes
     * @throws InvalidImage if there are too many
     */
    void add(long value) throws InvalidImage {
        if (count >= 2 * TarLimits.SPARSE_PIECES) {
            throw new InvalidImage("a sparse file in the archive has more than " + TarLimits.SPARSE_PIECES + " pieces");
        }
        if (count == pieces.length) {
            pieces = Arrays.copyOf(pieces, 2 * count);
        }
        pieces[count++] = value;
    }

    /**
     * The map, when it is in order: pieces that rise, do not overlap, lie within the file and hold as many bytes as the
     * archive has.
     *
     * @param fileSize of the file with its holes
     * @param dataSize bytes in the archive
     * @throws InvalidImage if it is not
     */
    long[] checked(long fileSize, long dataSize) throws InvalidImage {
        long end = 0;
        long data = 0;
        for (int i = 0; i < count - 1; i += 2) {
            long offset = pieces[i];
            long length = pieces[i + 1];
            if (offset < end || length < 0 || length > fileSize - offset) {
                throw invalid();
            }
            end = offset + length;
            data += length;
        }
        if (count % 2 != 0 || data != dataSize) {
            throw invalid();
        }
        return Arrays.copyOf(pieces, count);
    }

    private static InvalidImage invalid() {
        return new InvalidImage("a sparse file in the archive has a damaged map");
    }
}
