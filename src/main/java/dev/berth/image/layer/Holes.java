package dev.berth.image.layer;

import dev.berth.kernel.Errno;
import dev.berth.kernel.Fd;
import dev.berth.kernel.FileCalls;
import dev.berth.kernel.KernelException;
import java.nio.ByteBuffer;

/** Where the holes of sparse files are, and what may become one. */
public final class Holes {

    private static final int SEEK_CUR = 1;
    private static final int SEEK_DATA = 3;
    private static final int SEEK_HOLE = 4;
    /** Fewer zeros save no block of any usual file system. */
    private static final int BLOCK = 4096;
    private static final byte[] ZEROS = new byte[256 * 1024];

    private Holes() {
    }

    /**
     * Where the next data begins; a file system that does not know has data everywhere.
     *
     * @param file a file, whose position is moved
     * @param at from where on
     * @param size of the file, which is the answer if there is none
     */
    static long data(Fd file, long at, long size) throws KernelException {
        return seek(file, at, SEEK_DATA, size);
    }

    /** Where the next hole begins, at the latest at the file's end. */
    static long hole(Fd file, long at, long size) throws KernelException {
        return seek(file, at, SEEK_HOLE, size);
    }

    /** Whether bytes that are about to be written, a buffer's from position to limit, can be left out of the file. */
    public static boolean worth(ByteBuffer bytes) {
        int length = bytes.remaining();
        if (length < BLOCK || bytes.get(bytes.position()) != 0) {
            return false;
        }
        for (int at = 0; at < length; at += ZEROS.length) {
            int n = Math.min(length - at, ZEROS.length);
            if (bytes.slice(bytes.position() + at, n).mismatch(ByteBuffer.wrap(ZEROS, 0, n)) >= 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * Writes bytes at a file's position, or passes over that place if they can be left out.
     *
     * @param bytes a direct buffer, to its limit
     * @return whether they were left out; the file may be shorter then than it should be
     */
    static boolean write(Fd file, ByteBuffer bytes) throws KernelException {
        boolean hole = worth(bytes);
        if (hole) {
            FileCalls.seek(file.number(), bytes.remaining(), SEEK_CUR);
        } else {
            file.write(bytes);
        }
        return hole;
    }

    private static long seek(Fd file, long at, int whence, long size) throws KernelException {
        try {
            return Math.min(size, FileCalls.seek(file.number(), at, whence));
        } catch (KernelException e) {
            if (e.errno() == Errno.ENXIO) {
                return size;
            }
            if (e.errno() == Errno.EINVAL) {
                return whence == SEEK_DATA ? at : size;
            }
            throw e;
        }
    }
}
