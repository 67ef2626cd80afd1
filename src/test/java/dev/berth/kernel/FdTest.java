package dev.berth.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FdTest {

    @TempDir
    Path directory;

    @Test
    void writesAndReads() throws Exception {
        Path file = directory.resolve("f");
        try (Fd fd = Fd.open(file, OpenFlags.RDWR | OpenFlags.CREAT, 0600); Scratch s = Scratch.open()) {
            fd.write("hello".getBytes());
            assertEquals("hello", Files.readString(file));
            Kernel.raw(Sys.LSEEK, fd.number(), 0, 0);
            long into = s.allocate(16);
            assertEquals(5, fd.read(into, 16));
            byte[] bytes = new byte[5];
            Scratch.getBytes(into, bytes, 0, 5);
            assertEquals("hello", new String(bytes));
        }
    }

    @Test
    void sayWhatFailedAndWhy() {
        KernelException e = assertThrows(KernelException.class, () -> Fd.open(directory.resolve("no"), 0, 0));
        assertEquals(Errno.ENOENT, e.errno());
        assertEquals("open " + directory.resolve("no") + ": no such file or directory", e.getMessage());
    }

    @Test
    void staysInTheRoot() throws Exception {
        Files.createDirectories(directory.resolve("root/etc"));
        Files.writeString(directory.resolve("root/etc/passwd"), "inside");
        Files.createSymbolicLink(directory.resolve("root/link"), Path.of("/etc/passwd"));
        Files.createSymbolicLink(directory.resolve("root/up"), Path.of("../../../../etc/passwd"));
        try (Fd root = Fd.open(directory.resolve("root"), OpenFlags.PATH | OpenFlags.DIRECTORY, 0);
                Scratch s = Scratch.open()) {
            for (String name : new String[] {"link", "up", "/etc/passwd", "../etc/passwd"}) {
                try (Fd fd = Fd.openInRoot(root.number(), name, OpenFlags.RDONLY, 0)) {
                    long into = s.allocate(16);
                    assertEquals(6, fd.read(into, 16), name);
                }
            }
        }
    }
}
