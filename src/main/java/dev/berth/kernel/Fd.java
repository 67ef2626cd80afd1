package dev.berth.kernel;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * An open file descriptor of this process. Every one is opened with {@code O_CLOEXEC}, and none ever becomes the
 * controlling terminal ({@code O_NOCTTY}).
 */
public final class Fd implements AutoCloseable {

    /** {@code AT_FDCWD}: relative to the working directory. */
    public static final int AT_FDCWD = -100;

    private static final int F_GETFL = 3;
    private static final int F_SETFL = 4;
    private static final int F_DUPFD_CLOEXEC = 1030;
    private static final int RESOLVE_NO_MAGICLINKS = 0x02;
    private static final int RESOLVE_IN_ROOT = 0x10;

    private int number;

    private Fd(int number) {
        this.number = number;
    }

    /**
     * Takes over a descriptor.
     *
     * @param number the descriptor, not negative
     */
    public static Fd of(int number) {
        if (number < 0) {
            throw new IllegalArgumentException("not a file descriptor: " + number);
        }
        return new Fd(number);
    }

    /**
     * {@code open(2)}.
     *
     * @param path what to open
     * @param flags {@link OpenFlags}
     * @param mode permission bits of a new file
     * @throws KernelException if the kernel refuses
     */
    public static Fd open(Path path, int flags, int mode) throws KernelException {
        return openAt(AT_FDCWD, path.toString(), flags, mode);
    }

    /**
     * {@code openat(2)}.
     *
     * @param directory a directory's descriptor, or {@link #AT_FDCWD}
     * @param name what to open, relative to it
     * @param flags {@link OpenFlags}
     * @param mode permission bits of a new file
     * @throws KernelException if the kernel refuses
     */
    public static Fd openAt(int directory, String name, int flags, int mode) throws KernelException {
        try (Scratch s = Scratch.open()) {
            return of((int) Kernel.check(Kernel.raw(Sys.OPENAT, directory, s.string(name),
                    flags | OpenFlags.CLOEXEC | OpenFlags.NOCTTY, mode), "open", name));
        }
    }

    /**
     * {@code openat2(2)} that never leaves a directory: {@code RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS}, so that an
     * absolute path or symbolic link, or {@code ..}, starts at or ends at that directory.
     *
     * @param root descriptor of the directory that is the root
     * @param path what to open
     * @param flags {@link OpenFlags}
     * @param mode permission bits of a new file
     * @throws KernelException if the kernel refuses
     */
    public static Fd openInRoot(int root, String path, int flags, int mode) throws KernelException {
        return openInRoot(root, path.getBytes(StandardCharsets.UTF_8), path, flags, mode);
    }

    /**
     * As {@link #openInRoot(int, String, int, int)}, of a path that may not be UTF-8.
     *
     * @param root descriptor of the directory that is the root
     * @param path what to open
     * @param shown the path in an error
     * @param flags {@link OpenFlags}
     * @param mode permission bits of a new file
     * @throws KernelException if the kernel refuses
     */
    public static Fd openInRoot(int root, byte[] path, String shown, int flags, int mode) throws KernelException {
        try (Scratch s = Scratch.open()) {
            long how = s.allocate(24);
            // openat2 refuses O_NOCTTY together with O_PATH
            int terminal = (flags & OpenFlags.PATH) == 0 ? OpenFlags.NOCTTY : 0;
            Scratch.putLong(how, flags | OpenFlags.CLOEXEC | terminal);
            Scratch.putLong(how + 8, (flags & (OpenFlags.CREAT | OpenFlags.TMPFILE)) != 0 ? mode : 0);
            Scratch.putLong(how + 16, RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS);
            long address = FileCalls.name(s, path);
            long result;
            do {
                result = Kernel.raw(Sys.OPENAT2, root, address, how, 24);
            } while (result == -Errno.EAGAIN);
            return of((int) Kernel.check(result, "open", shown));
        }
    }

    /** The descriptor's number. */
    public int number() {
        if (number < 0) {
            throw new IllegalStateException("closed");
        }
        return number;
    }

    /** Whether it is still open here. */
    public boolean isOpen() {
        return number >= 0;
    }

    /**
     * {@code read(2)}, again when interrupted.
     *
     * @param address where to
     * @param length how many bytes at most
     * @return how many were read, 0 at the end
     * @throws KernelException if the kernel refuses
     */
    public int read(long address, int length) throws KernelException {
        long n;
        do {
            n = Kernel.raw(Sys.READ, number(), address, length);
        } while (n == -Errno.EINTR);
        return (int) Kernel.check(n, "read", this);
    }

    /**
     * {@code write(2)}, again when interrupted.
     *
     * @param address where from
     * @param length how many bytes
     * @return how many were written
     * @throws KernelException if the kernel refuses
     */
    public int write(long address, int length) throws KernelException {
        long n;
        do {
            n = Kernel.raw(Sys.WRITE, number(), address, length);
        } while (n == -Errno.EINTR);
        return (int) Kernel.check(n, "write", this);
    }

    /**
     * Writes all bytes.
     *
     * @param bytes what to write
     * @throws KernelException if the kernel refuses
     */
    public void write(byte[] bytes) throws KernelException {
        try (Scratch s = Scratch.open()) {
            long address = s.bytes(bytes);
            int done = 0;
            while (done < bytes.length) {
                done += write(address + done, bytes.length - done);
            }
        }
    }

    /**
     * Writes all bytes of a direct buffer to its limit, from where they are; its position does not change.
     *
     * @throws KernelException if the kernel refuses
     */
    public void write(ByteBuffer direct) throws KernelException {
        long address = MappedMemory.address(direct);
        int length = direct.remaining();
        int done = 0;
        while (done < length) {
            done += write(address + done, length - done);
        }
    }

    /**
     * {@code ioctl(2)}.
     *
     * @param request which one
     * @param argument a number or an address
     * @return the result
     * @throws KernelException if the kernel refuses
     */
    public long ioctl(long request, long argument) throws KernelException {
        return Kernel.check(Kernel.raw(Sys.IOCTL, number(), request, argument), "ioctl 0x"
                + Long.toHexString(request), this);
    }

    /**
     * Has reads and writes answer {@link Errno#EAGAIN} instead of waiting, for all who share the open file.
     *
     * @throws KernelException if the kernel refuses
     */
    public void setNonBlocking() throws KernelException {
        long flags = Kernel.check(Kernel.raw(Sys.FCNTL, number(), F_GETFL, 0), "examine", this);
        Kernel.check(Kernel.raw(Sys.FCNTL, number(), F_SETFL, flags | OpenFlags.NONBLOCK), "change", this);
    }

    /** Another descriptor of the same open file. */
    public Fd duplicate() throws KernelException {
        return duplicate(0);
    }

    /**
     * Another descriptor of the same open file, not below a number.
     *
     * @param least the least number
     * @throws KernelException if the kernel refuses
     */
    public Fd duplicate(int least) throws KernelException {
        return of((int) Kernel.check(Kernel.raw(Sys.FCNTL, number(), F_DUPFD_CLOEXEC, least), "duplicate", this));
    }

    @Override
    public void close() {
        if (number >= 0) {
            Kernel.raw(Sys.CLOSE, number, 0);
            number = -1;
        }
    }

    @Override
    public String toString() {
        return "fd " + number;
    }
}
