package dev.berth.build.copy;

import dev.berth.isolation.ProcessSpec.Identity;
import dev.berth.kernel.DeepWalk;
import dev.berth.kernel.DirectoryEntries;
import dev.berth.kernel.Errno;
import dev.berth.kernel.Fd;
import dev.berth.kernel.FileCalls;
import dev.berth.kernel.FileStatus;
import dev.berth.kernel.FileTree;
import dev.berth.kernel.KernelException;
import dev.berth.kernel.NativeBuffer;
import dev.berth.kernel.OpenFlags;
import dev.berth.kernel.Xattrs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Copies files and directories from one tree into another: contents, modes, times, hard links among them, file
 * capabilities. Links within a source are copied as links. A directory that is there already becomes like its source,
 * as with docker; a file that is there is replaced.
 */
public final class TreeCopier {

    /** The attribute with a file's capabilities. */
    static final String CAPABILITY = "security.capability";
    private static final int BUFFER = 256 * 1024;

    private final Optional<Identity> owner;
    private final Optional<ModeChange> mode;
    private final Predicate<String> excluded;
    private final Optional<ArchiveRules> archive;
    private final NativeBuffer memory = NativeBuffer.allocate(BUFFER);
    /** Where the first name of each file with several was copied to, by device and inode. */
    private final Map<String, Copied> links = new HashMap<>();

    private record Copied(Fd directory, byte[] name) {
    }

    /**
     * A copier.
     *
     * @param owner of all copies; without one they have their sources'
     * @param mode changes of their permissions
     * @param excluded paths within a source directory that are left out
     */
    public TreeCopier(Optional<Identity> owner, Optional<ModeChange> mode, Predicate<String> excluded) {
        this(owner, mode, excluded, Optional.empty());
    }

    /** A copier of what was in an archive. */
    TreeCopier(Optional<Identity> owner, Optional<ModeChange> mode, Predicate<String> excluded,
            Optional<ArchiveRules> archive) {
        this.owner = owner;
        this.mode = mode;
        this.excluded = excluded;
        this.archive = archive;
    }

    /**
     * Copies what is in a directory into another one.
     *
     * @param from open for reading
     * @param to open for reading
     */
    public void contents(Fd from, Fd to) throws IOException {
        DeepWalk.run(() -> children(from, to, ""));
        links.values().forEach(copied -> copied.directory().close());
        links.clear();
    }

    /**
     * Copies a file under a name, with all that it is.
     *
     * @param from the file, open for reading
     * @param status what it is
     * @param directory where to
     * @param name its name there
     */
    public void file(Fd from, FileStatus status, Fd directory, String name) throws IOException {
        byte[] bytes = FileName.bytes(name);
        clear(directory, bytes);
        write(from, status, directory, bytes);
    }

    /** Owner, mode and time of a directory that was just made as the copy of another one. */
    public void likeness(FileStatus status, Fd directory) throws IOException {
        FileCalls.chown(directory.number(), uid(status), gid(status));
        FileCalls.chmod(directory.number(), permissions(status));
        FileCalls.setTime(directory.number(), status.modifiedSeconds(), status.modifiedNanos());
    }

    /** Whether every file of a directory's is left out, with it itself. */
    private boolean leftOut(String path) {
        return excluded.test(path);
    }

    private void children(Fd from, Fd to, String prefix) throws IOException {
        List<byte[]> names = DirectoryEntries.names(from.number());
        names.sort(Arrays::compareUnsigned);
        for (byte[] name : names) {
            String path = SourceTree.join(prefix, FileName.text(name));
            FileStatus status = FileStatus.at(from.number(), name);
            if (status.isWhiteout()) {
                continue;
            }
            if (status.isDirectory()) {
                directory(from, name, status, to, path);
            } else if (!leftOut(path)) {
                child(from, name, status, to);
            }
        }
    }

    private void directory(Fd from, byte[] name, FileStatus status, Fd to, String path) throws IOException {
        DeepWalk.enter(path);
        boolean out = leftOut(path);
        try (Fd source = FileCalls.open(from.number(), name, OpenFlags.DIRECTORY, 0)) {
            if (out && !hasIncluded(source, path)) {
                return;
            }
            if (archive.isPresent() && archive.get().unnamed().contains(path) && isThere(to, name)) {
                try (Fd target = archive.get().target().open(path)) {
                    children(source, target, path);
                }
                return;
            }
            make(to, name);
            try (Fd target = FileCalls.open(to.number(), name, OpenFlags.DIRECTORY, 0)) {
                children(source, target, path);
                likeness(status, target);
            }
        }
    }

    /** Whether a pattern with {@code !} brings something back that is in a directory which is left out. */
    private boolean hasIncluded(Fd directory, String prefix) throws IOException {
        for (byte[] name : DirectoryEntries.names(directory.number())) {
            String path = prefix + '/' + new String(name, StandardCharsets.UTF_8);
            if (!leftOut(path)) {
                rewind(directory);
                return true;
            }
            if (FileStatus.at(directory.number(), name).isDirectory()) {
                try (Fd inner = FileCalls.open(directory.number(), name, OpenFlags.DIRECTORY, 0)) {
                    if (hasIncluded(inner, path)) {
                        rewind(directory);
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static void rewind(Fd directory) throws KernelException {
        FileCalls.seek(directory.number(), 0, 0);
    }

    private static boolean isThere(Fd directory, byte[] name) throws KernelException {
        try {
            FileStatus.at(directory.number(), name);
            return true;
        } catch (KernelException e) {
            if (e.errno() == Errno.ENOENT) {
                return false;
            }
            throw e;
        }
    }

    /** Makes a directory unless it is there. */
    private void make(Fd to, byte[] name) throws IOException {
        try {
            FileCalls.makeDirectory(to.number(), name, 0700);
            return;
        } catch (KernelException e) {
            if (e.errno() != Errno.EEXIST) {
                throw e;
            }
        }
        if (!FileStatus.at(to.number(), name).isDirectory()) {
            if (archive.isPresent()) {
                FileTree.remove(to.number(), name);
                FileCalls.makeDirectory(to.number(), name, 0700);
                return;
            }
            throw new CopyFailure("cannot overwrite non-directory \"" + new String(name, StandardCharsets.UTF_8)
                    + "\" with directory");
        }
    }

    private void child(Fd from, byte[] name, FileStatus status, Fd to) throws IOException {
        if (archive.isPresent()) {
            FileTree.remove(to.number(), name);
        } else {
            clear(to, name);
        }
        String key = status.deviceMajor() + ":" + status.deviceMinor() + ':' + status.inode();
        if (status.links() > 1) {
            Copied first = links.get(key);
            if (first != null) {
                FileCalls.link(first.directory().number(), first.name(), to.number(), name);
                return;
            }
        }
        switch (status.type()) {
            case FileStatus.REGULAR -> {
                try (Fd file = FileCalls.open(from.number(), name, OpenFlags.RDONLY | OpenFlags.NONBLOCK, 0)) {
                    write(file, status, to, name);
                }
            }
            case FileStatus.SYMLINK -> {
                FileCalls.symlink(FileCalls.readLink(from.number(), name), to.number(), name);
                FileCalls.chown(to.number(), name, uid(status), gid(status));
                FileCalls.setTime(to.number(), name, status.modifiedSeconds(), status.modifiedNanos());
            }
            case FileStatus.CHARACTER, FileStatus.BLOCK, FileStatus.FIFO -> {
                FileCalls.makeNode(to.number(), name, status.type() | 0600, status.specialMajor(),
                        status.specialMinor());
                FileCalls.chown(to.number(), name, uid(status), gid(status));
                FileCalls.chmodOwn(to.number(), name, permissions(status));
                FileCalls.setTime(to.number(), name, status.modifiedSeconds(), status.modifiedNanos());
            }
            default -> {
                // a socket means nothing without its process
                return;
            }
        }
        if (status.links() > 1) {
            links.put(key, new Copied(to.duplicate(), name));
        }
    }

    /** Takes away what has the name of a new file. */
    static void clear(Fd directory, byte[] name) throws IOException {
        FileStatus old;
        try {
            old = FileStatus.at(directory.number(), name);
        } catch (KernelException e) {
            if (e.errno() == Errno.ENOENT) {
                return;
            }
            throw e;
        }
        if (old.isDirectory()) {
            throw new CopyFailure("cannot overwrite directory \"" + new String(name, StandardCharsets.UTF_8)
                    + "\" with non-directory");
        }
        FileTree.remove(directory.number(), name);
    }

    private void write(Fd from, FileStatus status, Fd directory, byte[] name) throws IOException {
        try (Fd to = FileCalls.open(directory.number(), name, OpenFlags.CREAT | OpenFlags.EXCL | OpenFlags.WRONLY,
                0600)) {
            fill(from, status, to);
        }
    }

    private void fill(Fd from, FileStatus status, Fd to) throws IOException {
        if (status.size() == 0 || !FileCalls.tryClone(from.number(), to.number())) {
            for (int n = from.read(memory.address(), BUFFER); n > 0; n = from.read(memory.address(), BUFFER)) {
                int done = 0;
                while (done < n) {
                    done += to.write(memory.address() + done, n - done);
                }
            }
        }
        FileCalls.chown(to.number(), uid(status), gid(status));
        // after the owner, since a change of owner takes setuid bits and file capabilities away
        FileCalls.chmod(to.number(), permissions(status));
        Optional<byte[]> capability = Xattrs.get(from.number(), CAPABILITY);
        if (capability.isPresent()) {
            Xattrs.set(to.number(), CAPABILITY, capability.get());
        }
        FileCalls.setTime(to.number(), status.modifiedSeconds(), status.modifiedNanos());
    }

    private int uid(FileStatus status) {
        return owner.map(Identity::uid).orElse(status.uid());
    }

    private int gid(FileStatus status) {
        return owner.map(Identity::gid).orElse(status.gid());
    }

    private int permissions(FileStatus status) {
        return mode.map(change -> change.apply(status.permissions(), status.isDirectory()))
                .orElse(status.permissions());
    }
}
