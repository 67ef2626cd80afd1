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
        try (Scratch s = Scratch.open()) {
            long buffer = s.allocate(BUFFER);
            while (true) {
                long n = Kernel.check(Kernel.raw(Sys.GETDENTS64, fd, buffer, BUFFER), "list", "fd " + fd);
                if (n == 0) {
                    return result;
                }
                // struct linux_dirent64: inode 8, offset 8, length 2, type 1, name
                for (long at = buffer; at < buffer + n; at += Scratch.getShort(at + 16) & 0xffff) {
                    add(result, at + 19);
                }
            }
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
