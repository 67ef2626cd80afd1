package dev.berth.kernel;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Extended attributes of a name in a directory, of a symbolic link itself. They go through {@code /proc/self/fd}, since
 * the calls that take a directory's descriptor are younger than the kernels that Berth runs on.
 */
public final class Xattrs {

    /** {@code XATTR_SIZE_MAX} and {@code XATTR_LIST_MAX} of linux/limits.h. */
    private static final int LIMIT = 65536;

    private Xattrs() {
    }

    /**
     * {@code lsetxattr(2)}.
     *
     * @param directory the directory's descriptor
     * @param file one name in it
     * @param attribute its full name, for example {@code security.capability}
     * @param value its bytes
     * @throws KernelException if the kernel refuses; {@link Errno#EOPNOTSUPP} if the file system has none
     */
    public static void set(int directory, byte[] file, String attribute, byte[] value) throws KernelException {
        try (Scratch s = Scratch.open()) {
            FileCalls.check(Kernel.raw(Sys.LSETXATTR, path(s, directory, file), attribute(s, attribute),
                    s.bytes(value), value.length, 0), "set attribute " + attribute + " of", file);
        }
    }

    /** {@code fsetxattr(2)} on an open file. */
    public static void set(int fd, String attribute, byte[] value) throws KernelException {
        try (Scratch s = Scratch.open()) {
            Kernel.check(Kernel.raw(Sys.FSETXATTR, fd, attribute(s, attribute), s.bytes(value), value.length, 0),
                    "set attribute " + attribute + " of", "fd " + fd);
        }
    }

    /** {@code lgetxattr(2)}; empty if the file has no such attribute or the file system none at all. */
    public static Optional<byte[]> get(int directory, byte[] file, String attribute) throws KernelException {
        try (Scratch s = Scratch.open()) {
            long buffer = s.allocate(LIMIT);
            long n = Kernel.raw(Sys.LGETXATTR, path(s, directory, file), attribute(s, attribute), buffer, LIMIT);
            if (n == -Errno.ENODATA || n == -Errno.EOPNOTSUPP) {
                return Optional.empty();
            }
            FileCalls.check(n, "read attribute " + attribute + " of", file);
            byte[] value = new byte[(int) n];
            Scratch.getBytes(buffer, value, 0, value.length);
            return Optional.of(value);
        }
    }

    /** {@code fgetxattr(2)} of an open file; empty if it has no such attribute or the file system none at all. */
    public static Optional<byte[]> get(int fd, String attribute) throws KernelException {
        try (Scratch s = Scratch.open()) {
            long buffer = s.allocate(LIMIT);
            long n = Kernel.raw(Sys.FGETXATTR, fd, attribute(s, attribute), buffer, LIMIT);
            if (n == -Errno.ENODATA || n == -Errno.EOPNOTSUPP) {
                return Optional.empty();
            }
            Kernel.check(n, "read attribute " + attribute + " of", "fd " + fd);
            byte[] value = new byte[(int) n];
            Scratch.getBytes(buffer, value, 0, value.length);
            return Optional.of(value);
        }
    }

    /** {@code llistxattr(2)}: the names of all attributes; none where the file system has none. */
    public static List<String> list(int directory, byte[] file) throws KernelException {
        byte[] names;
        try (Scratch s = Scratch.open()) {
            // most files have none: ask for the length first, which needs no large buffer
            long path = path(s, directory, file);
            long n = Kernel.raw(Sys.LLISTXATTR, path, 0, 0);
            if (n == 0 || n == -Errno.EOPNOTSUPP) {
                return List.of();
            }
            FileCalls.check(n, "list attributes of", file);
            long buffer = s.allocate(LIMIT);
            names = new byte[(int) FileCalls.check(Kernel.raw(Sys.LLISTXATTR, path, buffer, LIMIT),
                    "list attributes of", file)];
            Scratch.getBytes(buffer, names, 0, names.length);
        }
        return split(names);
    }

    /** {@code flistxattr(2)}: the names of all attributes of an open file; none where the file system has none. */
    public static List<String> list(int fd) throws KernelException {
        try (Scratch s = Scratch.open()) {
            long n = Kernel.raw(Sys.FLISTXATTR, fd, 0, 0);
            if (n == 0 || n == -Errno.EOPNOTSUPP) {
                return List.of();
            }
            Kernel.check(n, "list attributes of", "fd " + fd);
            long buffer = s.allocate(LIMIT);
            byte[] names = new byte[(int) Kernel.check(Kernel.raw(Sys.FLISTXATTR, fd, buffer, LIMIT),
                    "list attributes of", "fd " + fd)];
            Scratch.getBytes(buffer, names, 0, names.length);
            return split(names);
        }
    }

    private static List<String> split(byte[] names) {
        List<String> result = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < names.length; i++) {
            if (names[i] == 0) {
                result.add(new String(names, start, i - start, StandardCharsets.ISO_8859_1));
                start = i + 1;
            }
        }
        return result;
    }

    private static long attribute(Scratch s, String attribute) {
        return FileCalls.name(s, attribute.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static long path(Scratch s, int directory, byte[] file) {
        byte[] prefix = ("/proc/self/fd/" + directory + '/').getBytes(StandardCharsets.ISO_8859_1);
        byte[] path = new byte[prefix.length + file.length];
        System.arraycopy(prefix, 0, path, 0, prefix.length);
        System.arraycopy(file, 0, path, prefix.length, file.length);
        return FileCalls.name(s, path);
    }
}
