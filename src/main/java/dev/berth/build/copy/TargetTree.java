package dev.berth.build.copy;

import dev.berth.isolation.ProcessSpec.Identity;
import dev.berth.kernel.Errno;
import dev.berth.kernel.Fd;
import dev.berth.kernel.FileCalls;
import dev.berth.kernel.FileStatus;
import dev.berth.kernel.KernelException;
import dev.berth.kernel.OpenFlags;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The files of an image that is being built, to write to. Symbolic links on the way are followed as they would be from
 * within, never out of the tree; nobody else changes it meanwhile.
 *
 * @param root the tree's root
 */
public record TargetTree(Fd root) {

    private static final int DEFAULT_MODE = 0755;

    /**
     * Makes a directory with those above it where they are missing, and opens it.
     *
     * @param path absolute, cleaned
     * @param owner of those that are made
     * @throws CopyFailure if something that is no directory is in the way
     */
    public Fd directory(String path, Identity owner) throws IOException {
        return directory(path, owner, DEFAULT_MODE);
    }

    /**
     * Makes a directory as {@link #directory(String, Identity)}, with other permissions.
     *
     * @param mode permission bits of those that are made
     */
    Fd directory(String path, Identity owner, int mode) throws IOException {
        StringBuilder way = new StringBuilder();
        Fd parent = Fd.openInRoot(root.number(), "/", OpenFlags.DIRECTORY, 0);
        for (String name : path.split("/")) {
            if (name.isEmpty()) {
                continue;
            }
            way.append('/').append(name);
            try (Fd above = parent) {
                parent = step(above, way.toString(), name, owner, mode);
            }
        }
        return parent;
    }

    private Fd step(Fd above, String way, String name, Identity owner, int mode) throws IOException {
        try {
            return Fd.openInRoot(root.number(), way, OpenFlags.DIRECTORY, 0);
        } catch (KernelException e) {
            if (e.errno() == Errno.ENOTDIR) {
                throw new CopyFailure("mkdir " + way + ": not a directory");
            } else if (e.errno() != Errno.ENOENT) {
                throw e;
            }
        }
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        try {
            FileCalls.makeDirectory(above.number(), bytes, 0755);
        } catch (KernelException e) {
            if (e.errno() == Errno.EEXIST) {
                throw new CopyFailure("mkdir " + way + ": it is a symbolic link that leads nowhere");
            }
            throw e;
        }
        FileCalls.chown(above.number(), bytes, owner.uid(), owner.gid());
        FileCalls.chmodOwn(above.number(), bytes, mode);
        return FileCalls.open(above.number(), bytes, OpenFlags.DIRECTORY, 0);
    }

    /**
     * What a path is, links followed.
     *
     * @param path absolute, cleaned
     */
    public Optional<FileStatus> status(String path) throws KernelException {
        try (Fd fd = Fd.openInRoot(root.number(), path, OpenFlags.PATH, 0)) {
            return Optional.of(FileStatus.of(fd.number()));
        } catch (KernelException e) {
            if (e.errno() == Errno.ENOENT || e.errno() == Errno.ENOTDIR || e.errno() == Errno.ELOOP) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
