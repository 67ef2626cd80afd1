package dev.berth.isolation.cgroup;

import dev.berth.kernel.Errno;
import dev.berth.kernel.Fd;
import dev.berth.kernel.Kernel;
import dev.berth.kernel.KernelException;
import dev.berth.kernel.OpenFlags;
import dev.berth.kernel.Scratch;
import dev.berth.kernel.Sys;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * One group in one tree: its files, reached relative to the open directory of the group above with as few system calls
 * as there can be.
 */
final class GroupDirectory {

    private static final int REMOVE_DIRECTORY = 0x200;
    private static final int BUFFER = 8 * 1024;

    private final ParentGroup parent;
    private final String name;
    private final Path path;

    GroupDirectory(ParentGroup parent, String name) {
        this.parent = parent;
        this.name = name;
        this.path = parent.path().resolve(name);
    }

    /** The tree that it is in. */
    Hierarchy hierarchy() {
        return parent.hierarchy();
    }

    /** Where it is. */
    Path path() {
        return path;
    }

    /** Makes it, and the group above if that is not there. */
    void create() throws KernelException {
        try (Scratch s = Scratch.open()) {
            long address = s.string(name);
            long result = Kernel.raw(Sys.MKDIRAT, parent.open(), address, 0755);
            if (result == -Errno.ENOENT) {
                // another engine on this machine found the parent group empty and removed it
                result = Kernel.raw(Sys.MKDIRAT, parent.reopen(), address, 0755);
            }
            Kernel.check(result, "mkdir", path());
        }
    }

    /** Hands v2 controllers down to it. */
    void enable(List<String> controllers) throws IOException {
        parent.enable(controllers);
    }

    boolean exists() throws KernelException {
        if (!parent.exists()) {
            return false;
        }
        try (Scratch s = Scratch.open()) {
            return Kernel.raw(Sys.FACCESSAT2, parent.open(), s.string(name), 0, 0) == 0;
        }
    }

    /** Writes a value into a file that the kernel made. */
    void write(String file, String value) throws KernelException {
        try (Fd fd = openToWrite(file)) {
            write(fd, file, value);
        }
    }

    /** Opens a file for writing. */
    Fd openToWrite(String file) throws KernelException {
        try (Scratch s = Scratch.open()) {
            return Fd.of((int) open(s, file, OpenFlags.WRONLY));
        }
    }

    /** Writes one value with one call, as the kernel wants it. */
    static void write(Fd fd, String file, String value) throws KernelException {
        try (Scratch s = Scratch.open()) {
            Kernel.check(Kernel.raw(Sys.WRITE, fd.number(), s.string(value), value.length()), "write", file);
        }
    }

    /** The contents of a file. */
    String read(String file) throws KernelException {
        try (Scratch s = Scratch.open()) {
            long fd = open(s, file, OpenFlags.RDONLY);
            try {
                long buffer = s.allocate(BUFFER);
                byte[] bytes = new byte[0];
                ByteArrayOutputStream rest = null;
                while (true) {
                    int n = (int) Kernel.check(Kernel.raw(Sys.READ, fd, buffer, BUFFER), "read", file);
                    if (n > 0 && bytes.length > 0) {
                        rest = rest == null ? new ByteArrayOutputStream() : rest;
                        rest.writeBytes(bytes);
                    }
                    if (n > 0) {
                        bytes = new byte[n];
                        Scratch.getBytes(buffer, bytes, 0, n);
                    }
                    // seq files end a read at a record, so only a read far from full is surely the last
                    if (n < BUFFER / 4) {
                        break;
                    }
                }
                if (rest != null) {
                    rest.writeBytes(bytes);
                    bytes = rest.toByteArray();
                }
                return new String(bytes, StandardCharsets.ISO_8859_1);
            } finally {
                Kernel.raw(Sys.CLOSE, fd, 0);
            }
        }
    }

    /** Removes it; answers the error number, 0 when it is gone. */
    int remove() throws KernelException {
        try (Scratch s = Scratch.open()) {
            long result = Kernel.raw(Sys.UNLINKAT, parent.open(), s.string(name), REMOVE_DIRECTORY);
            return result == -Errno.ENOENT ? 0 : (int) -result;
        }
    }

    /** Opens a file for reading. */
    Fd open(String file) throws KernelException {
        try (Scratch s = Scratch.open()) {
            return Fd.of((int) open(s, file, OpenFlags.RDONLY));
        }
    }

    private long open(Scratch s, String file, int flags) throws KernelException {
        return Kernel.check(Kernel.raw(Sys.OPENAT, parent.open(), s.string(name + '/' + file),
                flags | OpenFlags.CLOEXEC | OpenFlags.NOFOLLOW, 0), "open", path().resolve(file));
    }
}
