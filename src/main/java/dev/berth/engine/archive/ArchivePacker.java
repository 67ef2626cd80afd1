package dev.berth.engine.archive;

import dev.berth.image.layer.TarEntry;
import dev.berth.image.layer.TarWriter;
import dev.berth.kernel.DeepWalk;
import dev.berth.kernel.DirectoryEntries;
import dev.berth.kernel.Errno;
import dev.berth.kernel.Fd;
import dev.berth.kernel.FileStatus;
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

/** Writes a file of a container, with all beneath it, as a tar archive. */
public final class ArchivePacker {

    private static final int BUFFER = 128 * 1024;
    /** The one attribute that docker copies (pkg/archive: ReadSecurityXattrToTarHeader). */
    private static final String CAPABILITY = "security.capability";

    private final FileView view;
    private final TarWriter out;
    private final byte[] chunk = new byte[BUFFER];
    private final NativeBuffer memory = NativeBuffer.allocate(BUFFER);
    /** The first name of each file that has several, by device and inode. */
    private final Map<String, String> firstNames = new HashMap<>();

    /**
     * A packer.
     *
     * @param view the container's files
     * @param out where to
     */
    public ArchivePacker(FileView view, TarWriter out) {
        this.view = view;
        this.out = out;
    }

    /**
     * Packs, and ends the archive.
     *
     * @param place what
     * @param name what it is called in the archive
     */
    public void pack(Place place, String name) throws IOException {
        DeepWalk.run(() -> add(place, name));
        out.finish();
    }

    private void add(Place place, String name) throws IOException {
        switch (place.status().type()) {
            case FileStatus.DIRECTORY -> directory(place, name);
            case FileStatus.REGULAR -> file(place, name);
            case FileStatus.SYMLINK -> out.begin(entry(TarEntry.Type.SYMLINK, place, name, place.linkText(), Map.of()));
            case FileStatus.CHARACTER -> out.begin(entry(TarEntry.Type.CHARACTER, place, name, "", Map.of()));
            case FileStatus.BLOCK -> out.begin(entry(TarEntry.Type.BLOCK, place, name, "", Map.of()));
            case FileStatus.FIFO -> out.begin(entry(TarEntry.Type.FIFO, place, name, "", Map.of()));
            default -> {
                // a socket means nothing without its process, and tar has no type for it
            }
        }
    }

    private void directory(Place place, String name) throws IOException {
        DeepWalk.enter(name);
        out.begin(entry(TarEntry.Type.DIRECTORY, place, name.endsWith("/") ? name : name + '/', "", Map.of()));
        if (place.hidden()) {
            return;
        }
        List<byte[]> names;
        try (Fd fd = place.open(OpenFlags.RDONLY | OpenFlags.DIRECTORY)) {
            names = DirectoryEntries.names(fd.number());
        }
        names.sort(Arrays::compareUnsigned);
        for (byte[] bytes : names) {
            String child = new String(bytes, StandardCharsets.ISO_8859_1);
            try (Place next = view.child(place, child)) {
                add(next, (name.endsWith("/") ? name : name + '/') + child);
            } catch (KernelException e) {
                // removed since the directory was read
                if (e.errno() != Errno.ENOENT) {
                    throw e;
                }
            }
        }
    }

    private void file(Place place, String name) throws IOException {
        FileStatus status = place.status();
        if (status.links() > 1) {
            String key = status.deviceMajor() + ":" + status.deviceMinor() + ':' + status.inode();
            String first = firstNames.putIfAbsent(key, name);
            if (first != null) {
                out.begin(entry(TarEntry.Type.HARDLINK, place, name, first, Map.of()));
                return;
            }
        }
        try (Fd fd = place.open(OpenFlags.RDONLY)) {
            Optional<byte[]> capability = Xattrs.get(fd.number(), CAPABILITY);
            out.begin(entry(TarEntry.Type.FILE, place, name, "", capability.isEmpty() ? Map.of()
                    : Map.of(CAPABILITY, new String(capability.get(), StandardCharsets.ISO_8859_1))));
            long left = status.size();
            while (left > 0) {
                int n = fd.read(memory.address(), (int) Math.min(left, BUFFER));
                if (n == 0) {
                    // it became shorter while it was read; the header is written, so the rest is zeros
                    n = (int) Math.min(left, BUFFER);
                    Arrays.fill(chunk, 0, n, (byte) 0);
                } else {
                    memory.get(chunk, 0, n);
                }
                out.data(chunk, n);
                left -= n;
            }
            out.pad(status.size());
        }
    }

    private static TarEntry entry(TarEntry.Type type, Place place, String name, String link,
            Map<String, String> attributes) {
        FileStatus status = place.status();
        boolean device = type == TarEntry.Type.CHARACTER || type == TarEntry.Type.BLOCK;
        return new TarEntry(type, name, link, status.permissions(), place.ids().inside(status.uid() & 0xffffffffL),
                place.ids().inside(status.gid() & 0xffffffffL), type == TarEntry.Type.FILE ? status.size() : 0,
                status.modifiedSeconds(), status.modifiedNanos(), device ? status.specialMajor() : 0,
                device ? status.specialMinor() : 0, attributes, new long[0]);
    }
}
