package dev.berth.kernel;

import java.util.ArrayList;
import java.util.List;

/** What is in a directory ({@code getdents64(2)}). */
public final class DirectoryEntries {

    private static final int BUFFER = 16 * 1024;

    private DirectoryEntries() {
    }

    /**
     * All names but {@code .} and {@code ..}, in the file system's order.
     *
     * @param fd the directory, open for reading and at its start
     * @throws KernelException if the kernel refuses
     */
    public static List<byte[]> names(int fd) throws KernelException {
        List<byte[]> result = new ArrayList<>();
        while (read(fd, result)) {
            // one buffer after the other
            continue;
        }
        return result;
    }

    /**
     * The names after those that were read already, some hundreds at the most; none at the end.
     *
     * @param fd the directory, open for reading
     * @throws KernelException if the kernel refuses
     */
    static List<byte[]> next(int fd) throws KernelException {
        List<byte[]> result = new ArrayList<>();
        while (result.isEmpty() && read(fd, result)) {
            // a buffer may have held nothing but the dots
            continue;
        }
        return result;
    }

    /** Adds one buffer's names; false at the end. */
    private static boolean read(int fd, List<byte[]> result) throws KernelException {
        try (Scratch s = Scratch.open()) {
            long buffer = s.allocate(BUFFER);
            long n = Kernel.check(Kernel.raw(Sys.GETDENTS64, fd, buffer, BUFFER), "list", "fd " + fd);
            // struct linux_dirent64: inode 8, offset 8, length 2, type 1, name
            for (long at = buffer; at < buffer + n; at += Scratch.getShort(at + 16) & 0xffff) {
                add(result, at + 19);
            }
            return n > 0;
        }
    }

    private static void add(List<byte[]> result, long name) {
        int length = 0;
        while (Scratch.getByte(name + length) != 0) {
            length++;
        }
        byte[] bytes = new byte[length];
        Scratch.getBytes(name, bytes, 0, length);
        boolean dots = length <= 2 && bytes[0] == '.' && bytes[length - 1] == '.';
        if (!dots) {
            result.add(bytes);
        }
    }
}
