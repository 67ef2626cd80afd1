package dev.berth.engine.archive;

import dev.berth.image.layer.TarEntry;
import dev.berth.image.layer.TarReader;
import dev.berth.kernel.Errno;
import dev.berth.kernel.Fd;
import dev.berth.kernel.FileCalls;
import dev.berth.kernel.FileIdentity;
import dev.berth.kernel.FileStatus;
import dev.berth.kernel.FileTree;
import dev.berth.kernel.KernelException;
import dev.berth.kernel.NativeBuffer;
import dev.berth.kernel.OpenFlags;
import dev.berth.kernel.Xattrs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Unpacks a tar archive into a directory of a container. Links that are in the container already are followed, inside
 * of it; names that climb out of the directory are refused.
 */
public final class ArchiveUnpacker {

    private static final int BUFFER = 128 * 1024;
    /** Mode of directories that the archive names nowhere (pkg/archive: ImpliedDirectoryMode). */
    private static final int IMPLIED_MODE = 0755;

    private final FileView view;
    private final String target;
    private final boolean keepKinds;
    private final Optional<Owner> owner;
    private final byte[] chunk = new byte[BUFFER];
    private final NativeBuffer memory = NativeBuffer.allocate(BUFFER);
    /** Directories' times, set last since every file made in them changes them. */
    private final Map<String, TarEntry> directories = new LinkedHashMap<>();

    /**
     * Who everything belongs to, in place of what the archive says.
     *
     * @param uid user in the container
     * @param gid group in the container
     */
    public record Owner(long uid, long gid) {
    }

    /**
     * An unpacker.
     *
     * @param view the container's files
     * @param target path of the directory, as {@link Place#path} has it
     * @param keepKinds whether a directory must not replace what is none, nor the other way round
     * @param owner who everything is to belong to
     */
    public ArchiveUnpacker(FileView view, String target, boolean keepKinds, Optional<Owner> owner) {
        this.view = view;
        this.target = target;
        this.keepKinds = keepKinds;
        this.owner = owner;
    }

    /**
     * Unpacks everything.
     *
     * @param archive read to its end
     * @throws ArchiveConflict if it does not fit what is there
     * @throws IOException if it is damaged, or the kernel refuses
     */
    public void unpack(TarReader archive) throws IOException {
        try (FileIdentity root = view.owner()) {
            unpackAll(archive);
        }
    }

    private void unpackAll(TarReader archive) throws IOException {
        for (Optional<TarEntry> entry = archive.next(); entry.isPresent(); entry = archive.next()) {
            unpack(entry.get(), archive);
        }
        for (Map.Entry<String, TarEntry> directory : directories.entrySet()) {
            try (Place place = view.find(directory.getKey(), false); Fd fd = place.open(OpenFlags.DIRECTORY)) {
                FileCalls.setTime(fd.number(), directory.getValue().modifiedSeconds(),
                        directory.getValue().modifiedNanos());
            } catch (KernelException e) {
                // a later entry, or the container, may have put something else in its place
                if (e.errno() != Errno.ENOENT && e.errno() != Errno.ENOTDIR) {
                    throw e;
                }
            }
        }
    }

    private void unpack(TarEntry entry, TarReader archive) throws IOException {
        List<String> names = names(entry.name(), entry);
        if (names.isEmpty()) {
            return; // the directory itself, which keeps its owner and mode, as docker has it
        }
        String name = names.remove(names.size() - 1);
        try (Place parent = parent(names)) {
            String path = below(parent.path(), name);
            byte[] bytes = name.getBytes(StandardCharsets.ISO_8859_1);
            boolean there = clear(entry, parent, bytes, path);
            switch (entry.type()) {
                case DIRECTORY -> {
                    if (!there) {
                        FileCalls.makeDirectory(parent.number(), bytes, 0700);
                    }
                    finishDirectory(entry, path);
                }
                case FILE -> file(entry, parent, bytes, archive);
                case HARDLINK -> link(entry, parent, bytes);
                case SYMLINK -> {
                    FileCalls.symlink(entry.linkName().getBytes(StandardCharsets.ISO_8859_1), parent.number(), bytes);
                    finish(entry, parent, bytes);
                }
                case CHARACTER -> node(entry, FileStatus.CHARACTER, parent, bytes);
                case BLOCK -> node(entry, FileStatus.BLOCK, parent, bytes);
                case FIFO -> node(entry, FileStatus.FIFO, parent, bytes);
            }
        }
    }

    /** The names of a path in the archive, without dots. */
    private List<String> names(String path, TarEntry entry) throws ArchiveConflict {
        List<String> names = new ArrayList<>();
        for (String name : path.split("/")) {
            if (name.equals("..")) {
                if (names.isEmpty()) {
                    throw new ArchiveConflict("\"" + entry.shownName() + "\" is outside of \"" + TarEntry.shown(target)
                            + "\"");
                }
                names.remove(names.size() - 1);
            } else if (!name.isEmpty() && !name.equals(".")) {
                names.add(name);
            }
        }
        return names;
    }

    /** The directory that an entry goes into; made where it is missing. */
    private Place parent(List<String> names) throws KernelException {
        String path = below(target, String.join("/", names));
        try {
            return directory(path);
        } catch (KernelException e) {
            if (e.errno() != Errno.ENOENT) {
                throw e;
            }
        }
        String way = target;
        for (String name : names) {
            try (Place above = directory(way)) {
                makeImplied(above, name.getBytes(StandardCharsets.ISO_8859_1));
                way = below(above.path(), name);
            }
        }
        return directory(path);
    }

    private static void makeImplied(Place above, byte[] name) throws KernelException {
        try {
            FileCalls.makeDirectory(above.number(), name, IMPLIED_MODE);
        } catch (KernelException e) {
            if (e.errno() == Errno.EEXIST) {
                return;
            }
            throw e;
        }
        FileCalls.chown(above.number(), name, (int) above.ids().host(0), (int) above.ids().host(0));
    }

    private Place directory(String path) throws KernelException {
        Place place = view.find(path, true);
        if (!place.status().isDirectory() || place.hidden()) {
            place.close();
            throw new KernelException("open " + TarEntry.shown(path), Errno.ENOTDIR);
        }
        return place;
    }

    /** Makes room for an entry; whether a directory is there that it goes into. */
    private boolean clear(TarEntry entry, Place parent, byte[] name, String path) throws IOException {
        boolean wantsDirectory = entry.type() == TarEntry.Type.DIRECTORY;
        boolean isDirectory;
        try (Place there = view.child(parent, new String(name, StandardCharsets.ISO_8859_1))) {
            isDirectory = there.status().isDirectory();
        } catch (KernelException e) {
            if (e.errno() == Errno.ENOENT) {
                return false;
            }
            throw e;
        }
        if (keepKinds && isDirectory && !wantsDirectory) {
            throw new ArchiveConflict("cannot overwrite directory \"" + TarEntry.shown(path)
                    + "\" with non-directory \""
                    + TarEntry.shown(target) + "\"");
        } else if (keepKinds && !isDirectory && wantsDirectory) {
            throw new ArchiveConflict("cannot overwrite non-directory \"" + TarEntry.shown(path)
                    + "\" with directory \"" + TarEntry.shown(target) + "\"");
        } else if (isDirectory && wantsDirectory) {
            return true;
        }
        if (view.mounted(path)) {
            throw new KernelException("remove " + TarEntry.shown(path), Errno.EBUSY);
        }
        FileTree.remove(parent.number(), name);
        return false;
    }

    private void file(TarEntry entry, Place parent, byte[] name, TarReader archive) throws IOException {
        try (Fd fd = FileCalls.open(parent.number(), name, OpenFlags.WRONLY | OpenFlags.CREAT | OpenFlags.EXCL,
                0600)) {
            if (entry.sparse().length == 0) {
                copy(archive, fd, entry.size());
            }
            for (int i = 0; i < entry.sparse().length; i += 2) {
                FileCalls.seek(fd.number(), entry.sparse()[i], 0);
                copy(archive, fd, entry.sparse()[i + 1]);
            }
            if (entry.sparse().length > 0) {
                FileCalls.truncate(fd.number(), entry.size());
            }
            // by the descriptor: the container may have put something else in its place meanwhile
            FileCalls.chown(fd.number(), uid(entry, parent), gid(entry, parent));
            FileCalls.chmod(fd.number(), entry.mode());
            for (Map.Entry<String, String> attribute : entry.xattrs().entrySet()) {
                Xattrs.set(fd.number(), attribute.getKey(),
                        attribute.getValue().getBytes(StandardCharsets.ISO_8859_1));
            }
            FileCalls.setTime(fd.number(), entry.modifiedSeconds(), entry.modifiedNanos());
        }
    }

    private void copy(TarReader archive, Fd fd, long length) throws IOException {
        long left = length;
        while (left > 0) {
            int n = archive.read(chunk, 0, (int) Math.min(left, BUFFER));
            memory.put(chunk, 0, n);
            for (int done = 0; done < n;) {
                done += fd.write(memory.address() + done, n - done);
            }
            left -= n;
        }
    }

    private void link(TarEntry entry, Place parent, byte[] name) throws IOException {
        List<String> names = names(entry.linkName(), entry);
        if (names.isEmpty()) {
            throw new ArchiveConflict("invalid hardlink \"" + entry.shownName()
                    + "\": it points at the directory itself");
        }
        String last = names.remove(names.size() - 1);
        try (Place from = directory(below(target, String.join("/", names)))) {
            FileCalls.link(from.number(), last.getBytes(StandardCharsets.ISO_8859_1), parent.number(), name);
        }
    }

    private void node(TarEntry entry, int type, Place parent, byte[] name) throws KernelException {
        FileCalls.makeNode(parent.number(), name, type | entry.mode(), entry.deviceMajor(), entry.deviceMinor());
        finish(entry, parent, name);
    }

    /** Owner and time of what is not opened, since opening it may do something. */
    private void finish(TarEntry entry, Place parent, byte[] name) throws KernelException {
        FileCalls.chown(parent.number(), name, uid(entry, parent), gid(entry, parent));
        FileCalls.setTime(parent.number(), name, entry.modifiedSeconds(), entry.modifiedNanos());
    }

    private void finishDirectory(TarEntry entry, String path) throws KernelException {
        try (Place place = view.find(path, false); Fd fd = place.open(OpenFlags.DIRECTORY)) {
            FileCalls.chown(fd.number(), uid(entry, place), gid(entry, place));
            FileCalls.chmod(fd.number(), entry.mode());
        }
        directories.put(path, entry);
    }

    private int uid(TarEntry entry, Place place) {
        return (int) place.ids().host(owner.map(Owner::uid).orElse(entry.uid()));
    }

    private int gid(TarEntry entry, Place place) {
        return (int) place.ids().host(owner.map(Owner::gid).orElse(entry.gid()));
    }

    private static String below(String directory, String name) {
        return name.isEmpty() ? directory : directory.equals("/") ? '/' + name : directory + '/' + name;
    }
}
