package dev.berth.engine.archive;

import dev.berth.isolation.IdMap;
import dev.berth.kernel.DeepWalk;
import dev.berth.kernel.DirectoryEntries;
import dev.berth.kernel.Fd;
import dev.berth.kernel.FileCalls;
import dev.berth.kernel.FileStatus;
import dev.berth.kernel.KernelException;
import dev.berth.kernel.NativeBuffer;
import dev.berth.kernel.OpenFlags;
import dev.berth.kernel.Xattrs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Copies what is in a directory of an image into a directory of this machine that nobody else knows yet, with owners,
 * modes, times, attributes and hard links.
 */
public final class TreeCopier {

    private static final int BUFFER = 128 * 1024;
    private static final String OVERLAY_ATTRIBUTES = "trusted.overlay.";

    private final FileView view;
    private final Fd target;
    private final IdMap ids;
    private final NativeBuffer memory = NativeBuffer.allocate(BUFFER);
    /** The first copy of each file that has several names, by device and inode. */
    private final Map<String, String> firstNames = new HashMap<>();

    /**
     * A copier.
     *
     * @param view the image's files
     * @param target where to, open for reading
     * @param ids how the image's owners map to the host's
     */
    public TreeCopier(FileView view, Fd target, IdMap ids) {
        this.view = view;
        this.target = target;
        this.ids = ids;
    }

    /**
     * Copies.
     *
     * @param directory whose contents
     * @throws IOException if the kernel refuses; what was copied until then stays
     */
    public void copy(Place directory) throws IOException {
        DeepWalk.run(() -> children(directory, target, ""));
        finish(directory, target);
    }

    private void children(Place from, Fd to, String prefix) throws KernelException {
        List<byte[]> names;
        try (Fd fd = from.open(OpenFlags.DIRECTORY)) {
            names = DirectoryEntries.names(fd.number());
        }
        for (byte[] name : names) {
            String text = new String(name, StandardCharsets.ISO_8859_1);
            try (Place child = view.child(from, text)) {
                add(child, to, name, prefix + text);
            }
        }
    }

    private void add(Place from, Fd to, byte[] name, String path) throws KernelException {
        FileStatus status = from.status();
        switch (status.type()) {
            case FileStatus.DIRECTORY -> {
                DeepWalk.enter(path);
                FileCalls.makeDirectory(to.number(), name, 0700);
                try (Fd fd = FileCalls.open(to.number(), name, OpenFlags.DIRECTORY, 0)) {
                    children(from, fd, path + '/');
                    finish(from, fd);
                }
            }
            case FileStatus.REGULAR -> file(from, to, name, path);
            case FileStatus.SYMLINK -> {
                FileCalls.symlink(from.linkText().getBytes(StandardCharsets.ISO_8859_1), to.number(), name);
                finishByName(from, to, name);
            }
            case FileStatus.CHARACTER, FileStatus.BLOCK, FileStatus.FIFO -> {
                FileCalls.makeNode(to.number(), name, status.mode(), status.specialMajor(), status.specialMinor());
                finishByName(from, to, name);
            }
            default -> {
                // a socket means nothing without its process
            }
        }
    }

    private void file(Place from, Fd to, byte[] name, String path) throws KernelException {
        FileStatus status = from.status();
        if (status.links() > 1) {
            String first = firstNames.putIfAbsent(status.deviceMajor() + ":" + status.deviceMinor() + ':'
                    + status.inode(), path);
            if (first != null) {
                FileCalls.link(target.number(), first.getBytes(StandardCharsets.ISO_8859_1), to.number(), name);
                return;
            }
        }
        try (Fd in = from.open(OpenFlags.RDONLY); Fd out = FileCalls.open(to.number(), name, OpenFlags.WRONLY
                | OpenFlags.CREAT | OpenFlags.EXCL, 0600)) {
            if (!FileCalls.tryClone(in.number(), out.number())) {
                for (int n = in.read(memory.address(), BUFFER); n > 0; n = in.read(memory.address(), BUFFER)) {
                    for (int done = 0; done < n;) {
                        done += out.write(memory.address() + done, n - done);
                    }
                }
            }
            for (String attribute : Xattrs.list(in.number())) {
                Optional<byte[]> value = Xattrs.get(in.number(), attribute);
                if (value.isPresent() && !attribute.startsWith(OVERLAY_ATTRIBUTES)) {
                    Xattrs.set(out.number(), attribute, value.get());
                }
            }
            owner(from, out);
            FileCalls.setTime(out.number(), status.modifiedSeconds(), status.modifiedNanos());
        }
    }

    private void finish(Place from, Fd to) throws KernelException {
        try (Fd in = from.open(OpenFlags.DIRECTORY)) {
            for (String attribute : Xattrs.list(in.number())) {
                Optional<byte[]> value = Xattrs.get(in.number(), attribute);
                if (value.isPresent() && !attribute.startsWith(OVERLAY_ATTRIBUTES)) {
                    Xattrs.set(to.number(), attribute, value.get());
                }
            }
        }
        owner(from, to);
        FileCalls.setTime(to.number(), from.status().modifiedSeconds(), from.status().modifiedNanos());
    }

    /** The owner first: it takes the bits away that make a file run as somebody else. */
    private void owner(Place from, Fd to) throws KernelException {
        FileCalls.chown(to.number(), mapped(from, from.status().uid()), mapped(from, from.status().gid()));
        FileCalls.chmod(to.number(), from.status().permissions());
    }

    /** The host's id for an owner, by way of the container's. */
    private int mapped(Place from, int id) {
        return (int) ids.host(from.ids().inside(id & 0xffffffffL));
    }

    private void finishByName(Place from, Fd to, byte[] name) throws KernelException {
        FileCalls.chown(to.number(), name, mapped(from, from.status().uid()), mapped(from, from.status().gid()));
        FileCalls.setTime(to.number(), name, from.status().modifiedSeconds(), from.status().modifiedNanos());
    }
}
