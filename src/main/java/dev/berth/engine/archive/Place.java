package dev.berth.engine.archive;

import dev.berth.isolation.IdMap;
import dev.berth.kernel.Fd;
import dev.berth.kernel.FileCalls;
import dev.berth.kernel.FileStatus;
import dev.berth.kernel.KernelException;
import dev.berth.kernel.OpenFlags;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A file in a container, held by a descriptor: whatever becomes of its name, it stays the same file.
 *
 * <p>Names and paths are byte strings (each character is one byte), as in {@link dev.berth.image.layer.TarEntry}.
 */
public final class Place implements AutoCloseable {

    private static final byte[] ITSELF = {};

    private final Fd fd;
    private final String path;
    private final FileStatus status;
    private final IdMap ids;
    private final boolean hidden;

    Place(Fd fd, String path, FileStatus status, IdMap ids, boolean hidden) {
        this.fd = fd;
        this.path = path;
        this.status = status;
        this.ids = ids;
        this.hidden = hidden;
    }

    /** Its descriptor, opened with {@code O_PATH}. */
    int number() {
        return fd.number();
    }

    /** Its path in the container, free of links and dots. */
    public String path() {
        return path;
    }

    /** What the kernel says about it. */
    public FileStatus status() {
        return status;
    }

    /** How the owners of its file system map to the host's. */
    IdMap ids() {
        return ids;
    }

    /** Whether it is one of the kernel's own directories, in which there is nothing to copy. */
    boolean hidden() {
        return hidden;
    }

    boolean isLink() {
        return status.type() == FileStatus.SYMLINK;
    }

    /** Where a symbolic link points, as it says itself. */
    String linkText() throws KernelException {
        return new String(FileCalls.readLink(fd.number(), ITSELF), StandardCharsets.ISO_8859_1);
    }

    /** The same file, open for more: only for regular files and directories, opening others may do something. */
    Fd open(int flags) throws KernelException {
        return Fd.open(Path.of("/proc/self/fd", Integer.toString(fd.number())), flags | OpenFlags.NONBLOCK, 0);
    }

    @Override
    public void close() {
        fd.close();
    }
}
