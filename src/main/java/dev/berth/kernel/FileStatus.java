package dev.berth.kernel;

import java.util.Optional;

/**
 * What {@code statx(2)} says about a file.
 *
 * @param mode type and permission bits ({@code st_mode})
 * @param uid owner
 * @param gid group
 * @param links how many names it has
 * @param size in bytes
 * @param blocks it takes on disk, of 512 bytes
 * @param inode its number
 * @param deviceMajor major number of the file system's device
 * @param deviceMinor minor number of the file system's device
 * @param specialMajor major number, of a device node
 * @param specialMinor minor number, of a device node
 * @param mountId the mount that it is on
 * @param modifiedSeconds when it was last written, seconds since 1970
 * @param modifiedNanos the rest of that second, nanoseconds
 * @param changedSeconds when anything of it last changed
 * @param changedNanos the rest of that second
 */
public record FileStatus(int mode, int uid, int gid, int links, long size, long blocks, long inode, int deviceMajor,
        int deviceMinor, int specialMajor, int specialMinor, long mountId, long modifiedSeconds, int modifiedNanos,
        long changedSeconds, int changedNanos) {

    /** The bits of {@link #mode} that say the type ({@code S_IFMT}, linux/stat.h). */
    public static final int TYPE = 0170000;
    /** A socket. */
    public static final int SOCKET = 0140000;
    /** A symbolic link. */
    public static final int SYMLINK = 0120000;
    /** A regular file. */
    public static final int REGULAR = 0100000;
    /** A block device. */
    public static final int BLOCK = 0060000;
    /** A directory. */
    public static final int DIRECTORY = 0040000;
    /** A character device. */
    public static final int CHARACTER = 0020000;
    /** A named pipe. */
    public static final int FIFO = 0010000;

    private static final int AT_SYMLINK_NOFOLLOW = 0x100;
    private static final int AT_EMPTY_PATH = 0x1000;
    /** {@code STATX_BASIC_STATS | STATX_MNT_ID}. */
    private static final int MASK = 0x7ff | 0x1000;
    private static final byte[] NOTHING = {};

    /**
     * Of an open file.
     *
     * @param fd its descriptor, also one opened with {@link OpenFlags#PATH}
     * @throws KernelException if the kernel refuses
     */
    public static FileStatus of(int fd) throws KernelException {
        try (Scratch s = Scratch.open()) {
            long buffer = s.allocate(256);
            FileCalls.check(Kernel.raw(Sys.STATX, fd, FileCalls.name(s, NOTHING), AT_EMPTY_PATH, MASK, buffer),
                    "examine", fd);
            return read(buffer);
        }
    }

    /**
     * Of a name in a directory; of a symbolic link itself.
     *
     * @param directory the directory's descriptor
     * @param name its bytes
     * @throws KernelException if the kernel refuses, {@link Errno#ENOENT} if it is not there
     */
    public static FileStatus at(int directory, byte[] name) throws KernelException {
        try (Scratch s = Scratch.open()) {
            long buffer = s.allocate(256);
            FileCalls.check(Kernel.raw(Sys.STATX, directory, FileCalls.name(s, name), AT_SYMLINK_NOFOLLOW, MASK,
                    buffer), "examine", name);
            return read(buffer);
        }
    }

    /**
     * Of a name in a directory, if it is there; of a symbolic link itself.
     *
     * @param directory the directory's descriptor
     * @param name its bytes
     * @throws KernelException if the kernel refuses
     */
    public static Optional<FileStatus> find(int directory, byte[] name) throws KernelException {
        try {
            return Optional.of(at(directory, name));
        } catch (KernelException e) {
            if (e.errno() == Errno.ENOENT) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The type bits of {@link #mode}. */
    public int type() {
        return mode & TYPE;
    }

    /** The permission bits with setuid, setgid and sticky. */
    public int permissions() {
        return mode & 07777;
    }

    /** Whether it is a directory. */
    public boolean isDirectory() {
        return type() == DIRECTORY;
    }

    /** Whether it is a character device 0/0, overlay's mark of a deleted file. */
    public boolean isWhiteout() {
        return type() == CHARACTER && specialMajor == 0 && specialMinor == 0;
    }

    /** {@code struct statx} of linux/stat.h, the same on all machines. */
    private static FileStatus read(long b) {
        return new FileStatus(Scratch.getShort(b + 28) & 0xffff, Scratch.getInt(b + 20), Scratch.getInt(b + 24),
                Scratch.getInt(b + 16), Scratch.getLong(b + 40), Scratch.getLong(b + 48), Scratch.getLong(b + 32),
                Scratch.getInt(b + 136), Scratch.getInt(b + 140), Scratch.getInt(b + 128), Scratch.getInt(b + 132),
                Scratch.getLong(b + 144), Scratch.getLong(b + 112), Scratch.getInt(b + 120),
                Scratch.getLong(b + 96), Scratch.getInt(b + 104));
    }
}
