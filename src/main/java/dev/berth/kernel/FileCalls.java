package dev.berth.kernel;

import java.nio.charset.StandardCharsets;

/**
 * The calls that make and change files, relative to a directory's descriptor. Names are bytes, as the kernel has them
 * (they need not be UTF-8); none of these calls follows a symbolic link at the end of a name.
 */
public final class FileCalls {

    /** {@code AT_REMOVEDIR}: remove a directory, for {@link #unlink}. */
    public static final int REMOVE_DIRECTORY = 0x200;
    /** {@code RENAME_NOREPLACE}, for {@link #rename}. */
    public static final int RENAME_NOREPLACE = 1;
    /** {@code RENAME_EXCHANGE}, for {@link #rename}. */
    public static final int RENAME_EXCHANGE = 2;

    private static final int AT_SYMLINK_NOFOLLOW = 0x100;
    private static final int AT_SYMLINK_FOLLOW = 0x400;
    private static final long RESOLVE_NO_XDEV = 0x01;
    private static final long RESOLVE_NO_MAGICLINKS = 0x02;
    private static final long RESOLVE_BENEATH = 0x08;
    private static final int FICLONE = 0x40049409;
    /** {@code FS_IOC_GETFLAGS} and {@code FS_IOC_SETFLAGS} of linux/fs.h. */
    private static final int GET_FLAGS = 0x80086601;
    private static final int SET_FLAGS = 0x40086602;
    private static final int TOP_DIRECTORY = 0x20000;

    private FileCalls() {
    }

    /**
     * {@code openat2(2)} with {@code RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS | RESOLVE_NO_XDEV}: symbolic links are
     * followed only as long as the way stays beneath the directory and on its mount; one that is absolute or climbs
     * out is refused with {@link Errno#EXDEV}.
     *
     * @param directory the directory's descriptor
     * @param path relative to it
     * @param flags {@link OpenFlags}
     * @throws KernelException if the kernel refuses
     */
    public static Fd openBeneath(int directory, byte[] path, int flags) throws KernelException {
        try (Scratch s = Scratch.open()) {
            long how = s.allocate(24);
            Scratch.putLong(how, flags | OpenFlags.CLOEXEC);
            Scratch.putLong(how + 16, RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS | RESOLVE_NO_XDEV);
            long address = name(s, path);
            long result;
            do {
                result = Kernel.raw(Sys.OPENAT2, directory, address, how, 24);
            } while (result == -Errno.EAGAIN || result == -Errno.EINTR);
            return Fd.of((int) check(result, "open", path));
        }
    }

    /**
     * {@code openat(2)} that never follows a symbolic link at the end.
     *
     * @param directory the directory's descriptor
     * @param name one name
     * @param flags {@link OpenFlags}
     * @param mode permission bits of a new file, cut by the umask
     * @throws KernelException if the kernel refuses
     */
    public static Fd open(int directory, byte[] name, int flags, int mode) throws KernelException {
        try (Scratch s = Scratch.open()) {
            return Fd.of((int) check(Kernel.raw(Sys.OPENAT, directory, name(s, name), flags | OpenFlags.CLOEXEC
                    | OpenFlags.NOFOLLOW | ((flags & OpenFlags.PATH) == 0 ? OpenFlags.NOCTTY : 0), mode),
                    "open", name));
        }
    }

    /** {@code mkdirat(2)}; the mode is cut by the umask. */
    public static void makeDirectory(int directory, byte[] name, int mode) throws KernelException {
        try (Scratch s = Scratch.open()) {
            check(Kernel.raw(Sys.MKDIRAT, directory, name(s, name), mode), "make directory", name);
        }
    }

    /**
     * {@code mknodat(2)}.
     *
     * @param directory the directory's descriptor
     * @param name one name
     * @param mode type ({@link FileStatus#CHARACTER} …) and permission bits, cut by the umask
     * @param major major number of a device
     * @param minor minor number of a device
     * @throws KernelException if the kernel refuses
     */
    public static void makeNode(int directory, byte[] name, int mode, int major, int minor) throws KernelException {
        // MKDEV as the kernel decodes it (new_decode_dev in linux/kdev_t.h)
        long device = minor & 0xffL | (major & 0xfffL) << 8 | (minor & 0xfff00L) << 12;
        try (Scratch s = Scratch.open()) {
            check(Kernel.raw(Sys.MKNODAT, directory, name(s, name), mode, device), "make node", name);
        }
    }

    /** {@code symlinkat(2)}. */
    public static void symlink(byte[] target, int directory, byte[] name) throws KernelException {
        try (Scratch s = Scratch.open()) {
            check(Kernel.raw(Sys.SYMLINKAT, name(s, target), directory, name(s, name)), "make symbolic link", name);
        }
    }

    /** {@code linkat(2)}: a second name; of a symbolic link itself if the first one is one. */
    public static void link(int fromDirectory, byte[] from, int directory, byte[] name) throws KernelException {
        try (Scratch s = Scratch.open()) {
            check(Kernel.raw(Sys.LINKAT, fromDirectory, name(s, from), directory, name(s, name), 0), "link", name);
        }
    }

    /** {@code linkat(2)} of an open file that may have no name yet. */
    public static void linkOpen(int fd, int directory, byte[] name) throws KernelException {
        try (Scratch s = Scratch.open()) {
            byte[] open = ("/proc/self/fd/" + fd).getBytes(StandardCharsets.US_ASCII);
            check(Kernel.raw(Sys.LINKAT, Fd.AT_FDCWD, name(s, open), directory, name(s, name), AT_SYMLINK_FOLLOW),
                    "link", name);
        }
    }

    /**
     * {@code unlinkat(2)}.
     *
     * @param directory the directory's descriptor
     * @param name one name
     * @param flags 0 or {@link #REMOVE_DIRECTORY}
     * @throws KernelException if the kernel refuses
     */
    public static void unlink(int directory, byte[] name, int flags) throws KernelException {
        try (Scratch s = Scratch.open()) {
            check(Kernel.raw(Sys.UNLINKAT, directory, name(s, name), flags), "remove", name);
        }
    }

    /** {@code renameat2(2)}; the flags are 0, {@link #RENAME_NOREPLACE} or {@link #RENAME_EXCHANGE}. */
    public static void rename(int fromDirectory, byte[] from, int directory, byte[] name, int flags)
            throws KernelException {
        try (Scratch s = Scratch.open()) {
            check(Kernel.raw(Sys.RENAMEAT2, fromDirectory, name(s, from), directory, name(s, name), flags),
                    "rename", from);
        }
    }

    /** {@code readlinkat(2)}: where a symbolic link points. */
    public static byte[] readLink(int directory, byte[] name) throws KernelException {
        try (Scratch s = Scratch.open()) {
            long buffer = s.allocate(4096);
            int n = (int) check(Kernel.raw(Sys.READLINKAT, directory, name(s, name), buffer, 4096), "read link", name);
            byte[] target = new byte[n];
            Scratch.getBytes(buffer, target, 0, n);
            return target;
        }
    }

    /** {@code fchownat(2)}. */
    public static void chown(int directory, byte[] name, int uid, int gid) throws KernelException {
        try (Scratch s = Scratch.open()) {
            check(Kernel.raw(Sys.FCHOWNAT, directory, name(s, name), uid, gid, AT_SYMLINK_NOFOLLOW), "chown", name);
        }
    }

    /** {@code fchown(2)}. */
    public static void chown(int fd, int uid, int gid) throws KernelException {
        check(Kernel.raw(Sys.FCHOWN, fd, uid, gid), "chown", fd);
    }

    /**
     * {@code fchmodat(2)}, which has no flag against following a symbolic link: only for a name that the caller has
     * just made itself and that is none.
     */
    public static void chmodOwn(int directory, byte[] name, int mode) throws KernelException {
        try (Scratch s = Scratch.open()) {
            check(Kernel.raw(Sys.FCHMODAT, directory, name(s, name), mode), "chmod", name);
        }
    }

    /** {@code fchmod(2)}. */
    public static void chmod(int fd, int mode) throws KernelException {
        check(Kernel.raw(Sys.FCHMOD, fd, mode), "chmod", fd);
    }

    /** {@code utimensat(2)}: sets the times of last access and change to one moment. */
    public static void setTime(int directory, byte[] name, long seconds, int nanos) throws KernelException {
        try (Scratch s = Scratch.open()) {
            check(Kernel.raw(Sys.UTIMENSAT, directory, name(s, name), times(s, seconds, nanos), AT_SYMLINK_NOFOLLOW),
                    "set time of", name);
        }
    }

    /** {@code futimens(3)}: sets the times of last access and change to one moment. */
    public static void setTime(int fd, long seconds, int nanos) throws KernelException {
        try (Scratch s = Scratch.open()) {
            check(Kernel.raw(Sys.UTIMENSAT, fd, 0, times(s, seconds, nanos), 0), "set time of", fd);
        }
    }

    /** {@code ftruncate(2)}. */
    public static void truncate(int fd, long size) throws KernelException {
        check(Kernel.raw(Sys.FTRUNCATE, fd, size), "set size of", fd);
    }

    /**
     * {@code lseek(2)}; {@code whence} is 0 from the start, 1 from where it is, 3 {@code SEEK_DATA}, 4 {@code
     * SEEK_HOLE}.
     */
    public static long seek(int fd, long offset, int whence) throws KernelException {
        return check(Kernel.raw(Sys.LSEEK, fd, offset, whence), "seek in", fd);
    }

    /** {@code syncfs(2)}: everything on the file system that the descriptor is on. */
    public static void syncFileSystem(int fd) throws KernelException {
        check(Kernel.raw(Sys.SYNCFS, fd, 0), "sync the file system of", fd);
    }

    /**
     * {@code flock(2)}, exclusive.
     *
     * @param fd an open file
     * @return false if somebody else holds it
     * @throws KernelException if the kernel refuses for another reason
     */
    public static boolean tryLock(int fd) throws KernelException {
        long result = Kernel.raw(Sys.FLOCK, fd, 2 | 4);
        if (result == -Errno.EAGAIN) {
            return false;
        }
        check(result, "lock", fd);
        return true;
    }

    /**
     * {@code ioctl_ficlone(2)}: makes a file share all blocks of another, where the file system can.
     *
     * @param from the file to read
     * @param to the empty file
     * @return false if this file system cannot, or the two are on different ones
     */
    public static boolean tryClone(int from, int to) {
        return Kernel.raw(Sys.IOCTL, to, FICLONE, from) >= 0;
    }

    /**
     * {@code copy_file_range(2)} between the positions of two files: within the kernel, and with shared blocks where
     * the file system has them.
     *
     * @param from the file to read
     * @param to the file to write
     * @param length bytes at most
     * @return bytes copied, 0 at the end of the file; negative, an error number, if the kernel does not do it
     */
    public static long tryCopyRange(int from, int to, long length) {
        return Kernel.raw(Sys.COPY_FILE_RANGE, from, 0, to, 0, length, 0);
    }

    /**
     * Says that what is to be made in a directory are directories that have nothing to do with each other
     * ({@code FS_TOPDIR_FL}, {@code chattr +T}): ext4 then puts each into a part of the disk of its own. Without a
     * journal ext4 passes over inodes that were freed in the last minutes one by one when it looks for a new one nearby
     * ({@code recently_deleted} in fs/ext4/ialloc.c), which makes new files ten times as dear where many were deleted.
     * File systems that have no such flag refuse it, and nothing is different.
     *
     * @param directory the directory's descriptor, open for reading
     */
    public static void spread(int directory) {
        try (Scratch s = Scratch.open()) {
            long flags = s.allocate(8);
            if (Kernel.raw(Sys.IOCTL, directory, GET_FLAGS & 0xffffffffL, flags) >= 0) {
                Scratch.putInt(flags, Scratch.getInt(flags) | TOP_DIRECTORY);
                Kernel.raw(Sys.IOCTL, directory, SET_FLAGS, flags);
            }
        }
    }

    /** A name of a directory entry, as the C library wants it: with a zero byte at its end. */
    static long name(Scratch s, byte[] name) {
        for (byte b : name) {
            if (b == 0) {
                throw new IllegalArgumentException("a zero byte in the name " + shown(name));
            }
        }
        long address = s.allocate(name.length + 1);
        Scratch.putBytes(address, name, 0, name.length);
        return address;
    }

    /** Of an open file; what it is called is only put together for an error. */
    static long check(long result, String operation, int fd) throws KernelException {
        if (result < 0) {
            throw new KernelException(operation + " fd " + fd, (int) -result);
        }
        return result;
    }

    static long check(long result, String operation, byte[] name) throws KernelException {
        if (result < 0) {
            throw new KernelException(operation + ' ' + shown(name), (int) -result);
        }
        return result;
    }

    private static String shown(byte[] name) {
        return new String(name, StandardCharsets.UTF_8);
    }

    private static long times(Scratch s, long seconds, int nanos) {
        long times = s.allocate(32);
        for (int i = 0; i < 32; i += 16) {
            Scratch.putLong(times + i, seconds);
            Scratch.putLong(times + i + 8, nanos);
        }
        return times;
    }
}
