package dev.berth.isolation.cgroup;

import dev.berth.kernel.Errno;
import dev.berth.kernel.Fd;
import dev.berth.kernel.Kernel;
import dev.berth.kernel.KernelException;
import dev.berth.kernel.Scratch;
import dev.berth.kernel.Sys;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Files of one container's groups, kept open between readings: reading again from the beginning takes a sixth of the
 * time that opening, reading and closing takes. Only so many are kept in all; the rest is opened each time.
 */
final class OpenFiles {

    /** Most descriptors kept by all containers together. */
    private static final int MOST = 2048;
    private static final int BUFFER = 8 * 1024;

    private final AtomicInteger kept;
    private final Map<Path, Fd> files = new HashMap<>();
    private boolean closed;

    /**
     * No files yet.
     *
     * @param kept counts the descriptors of all containers
     */
    OpenFiles(AtomicInteger kept) {
        this.kept = kept;
    }

    /** The contents of a file. */
    synchronized String read(GroupDirectory group, Path path, String file) throws KernelException {
        Fd fd = files.get(path);
        if (fd == null) {
            if (closed || kept.get() >= MOST) {
                return group.read(file);
            }
            fd = group.open(file);
            files.put(path, fd);
            kept.incrementAndGet();
        }
        try (Scratch s = Scratch.open()) {
            long buffer = s.allocate(BUFFER);
            long n = Kernel.raw(Sys.PREAD64, fd.number(), buffer, BUFFER, 0);
            if (n == -Errno.ENODEV) {
                throw new KernelException("read " + path, Errno.ENOENT);
            }
            Kernel.check(n, "read", path);
            if (n >= BUFFER / 4) {
                // there may be more, which the slow way gets
                return group.read(file);
            }
            byte[] bytes = new byte[(int) n];
            Scratch.getBytes(buffer, bytes, 0, bytes.length);
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    /** Closes them all; later readings open again, and keep nothing. */
    synchronized void close() {
        closed = true;
        kept.addAndGet(-files.size());
        files.values().forEach(Fd::close);
        files.clear();
    }
}
