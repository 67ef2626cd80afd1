package dev.berth.shell.copy;

import dev.berth.kernel.Errno;
import dev.berth.kernel.Fd;
import dev.berth.kernel.FileCalls;
import dev.berth.kernel.FileStatus;
import dev.berth.kernel.FileTree;
import dev.berth.kernel.KernelException;
import dev.berth.kernel.OpenFlags;
import dev.berth.shell.CommandException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Unpacks a container's archive on this machine. What is in it was made by the container, so nothing leaves the
 * directory: names that climb out of it and names beneath a symbolic link are refused. Everything belongs to whoever
 * unpacks it, as with docker.
 */
public final class LocalUnpacker {

    private static final int PIECE_BYTES = 64 * 1024;
    private static final int IMPLIED_MODE = 0755;

    private final Path directory;
    private final UnaryOperator<String> naming;
    private final byte[] buffer = new byte[PIECE_BYTES];
    /**
     * Directories' modes and times, set last: a mode may forbid to write in one, and every file made changes its time.
     */
    private final Map<List<String>, TarArchiveEntry> directories = new LinkedHashMap<>();

    /**
     * An unpacker.
     *
     * @param directory where
     * @param naming what entries are called there
     */
    public LocalUnpacker(Path directory, UnaryOperator<String> naming) {
        this.directory = directory;
        this.naming = naming;
    }

    /**
     * Unpacks everything.
     *
     * @param archive read to its end, not closed
     * @throws CommandException if it does not fit what is there, or wants to leave the directory
     * @throws IOException if it is damaged, or this machine refuses
     */
    public void unpack(InputStream archive) throws IOException {
        TarArchiveInputStream tar = new TarArchiveInputStream(archive, "UTF-8");
        try (Fd root = Fd.open(directory, OpenFlags.DIRECTORY, 0)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(root, entry, tar);
            }
            for (Map.Entry<List<String>, TarArchiveEntry> made : directories.entrySet()) {
                try (Fd fd = open(root, made.getKey())) {
                    finish(fd, made.getValue());
                }
            }
        }
    }

    private void unpack(Fd root, TarArchiveEntry entry, TarArchiveInputStream tar) throws IOException {
        List<String> names = names(naming.apply(entry.getName()));
        if (names.isEmpty()) {
            return; // the directory itself, which keeps its mode, as docker has it
        }
        byte[] name = bytes(names.get(names.size() - 1));
        try (Fd parent = parent(root, names.subList(0, names.size() - 1))) {
            boolean there = clear(parent, name, entry);
            if (entry.isDirectory()) {
                if (!there) {
                    FileCalls.makeDirectory(parent.number(), name, 0700);
                }
                directories.put(names, entry);
            } else if (entry.isSymbolicLink()) {
                FileCalls.symlink(bytes(entry.getLinkName()), parent.number(), name);
                FileCalls.setTime(parent.number(), name, seconds(entry), nanos(entry));
            } else if (entry.isLink()) {
                link(root, entry, parent, name);
            } else if (entry.isFile()) {
                file(parent, name, entry, tar);
            } else {
                int type = entry.isFIFO() ? FileStatus.FIFO : entry.isBlockDevice() ? FileStatus.BLOCK
                        : FileStatus.CHARACTER;
                FileCalls.makeNode(parent.number(), name, type | entry.getMode() & 07777, entry.getDevMajor(),
                        entry.getDevMinor());
            }
        }
    }

    private List<String> names(String path) {
        List<String> names = new ArrayList<>();
        for (String name : path.split("/")) {
            if (name.equals("..")) {
                throw new CommandException("refused the archive: \"" + path + "\" may be outside of \"" + directory
                        + "\"");
            } else if (!name.isEmpty() && !name.equals(".")) {
                names.add(name);
            }
        }
        return names;
    }

    private Fd open(Fd root, List<String> names) throws KernelException {
        Fd at = root.duplicate();
        for (String name : names) {
            try (Fd above = at) {
                at = FileCalls.open(above.number(), bytes(name), OpenFlags.DIRECTORY, 0);
            }
        }
        return at;
    }

    private Fd parent(Fd root, List<String> names) throws KernelException {
        Fd at = root.duplicate();
        for (String name : names) {
            try (Fd above = at) {
                at = step(above, name);
            } catch (KernelException e) {
                if (e.errno() == Errno.ELOOP || e.errno() == Errno.ENOTDIR) {
                    throw new CommandException("refused the archive: \"" + String.join("/", names)
                            + "\" leads through \"" + name + "\" in \"" + directory + "\", which is no directory");
                }
                throw e;
            }
        }
        return at;
    }

    private static Fd step(Fd above, String name) throws KernelException {
        try {
            return FileCalls.open(above.number(), bytes(name), OpenFlags.DIRECTORY, 0);
        } catch (KernelException e) {
            if (e.errno() != Errno.ENOENT) {
                throw e;
            }
            FileCalls.makeDirectory(above.number(), bytes(name), IMPLIED_MODE);
            return FileCalls.open(above.number(), bytes(name), OpenFlags.DIRECTORY, 0);
        }
    }

    /** Makes room for an entry; whether a directory is there that it goes into. */
    private boolean clear(Fd parent, byte[] name, TarArchiveEntry entry) throws KernelException {
        FileStatus status;
        try {
            status = FileStatus.at(parent.number(), name);
        } catch (KernelException e) {
            if (e.errno() == Errno.ENOENT) {
                return false;
            }
            throw e;
        }
        String path = directory.resolve(naming.apply(entry.getName())).normalize().toString();
        if (status.isDirectory() && !entry.isDirectory()) {
            throw new CommandException("cannot overwrite directory \"" + path + "\" with non-directory \"" + directory
                    + "\"");
        } else if (!status.isDirectory() && entry.isDirectory()) {
            throw new CommandException("cannot overwrite non-directory \"" + path + "\" with directory \"" + directory
                    + "\"");
        } else if (status.isDirectory()) {
            return true;
        }
        FileTree.remove(parent.number(), name);
        return false;
    }

    private void file(Fd parent, byte[] name, TarArchiveEntry entry, TarArchiveInputStream tar) throws IOException {
        try (Fd fd = FileCalls.open(parent.number(), name, OpenFlags.WRONLY | OpenFlags.CREAT | OpenFlags.EXCL,
                0600)) {
            for (int n = tar.read(buffer); n >= 0; n = tar.read(buffer)) {
                fd.write(n == buffer.length ? buffer : Arrays.copyOf(buffer, n));
            }
            finish(fd, entry);
        }
    }

    private void link(Fd root, TarArchiveEntry entry, Fd parent, byte[] name) throws KernelException {
        List<String> names = names(naming.apply(entry.getLinkName()));
        if (names.isEmpty()) {
            throw new CommandException("refused the archive: \"" + entry.getName() + "\" is a link to the directory");
        }
        try (Fd from = parent(root, names.subList(0, names.size() - 1))) {
            FileCalls.link(from.number(), bytes(names.get(names.size() - 1)), parent.number(), name);
        }
    }

    private static void finish(Fd fd, TarArchiveEntry entry) throws KernelException {
        FileCalls.chmod(fd.number(), entry.getMode() & 07777);
        FileCalls.setTime(fd.number(), seconds(entry), nanos(entry));
    }

    private static long seconds(TarArchiveEntry entry) {
        return time(entry).getEpochSecond();
    }

    private static int nanos(TarArchiveEntry entry) {
        return time(entry).getNano();
    }

    private static Instant time(TarArchiveEntry entry) {
        return entry.getLastModifiedTime().toInstant();
    }

    private static byte[] bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8);
    }
}
