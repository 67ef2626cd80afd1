package dev.berth.engine.archive;

import dev.berth.image.layer.TarEntry;
import dev.berth.isolation.IdMap;
import dev.berth.kernel.Errno;
import dev.berth.kernel.Fd;
import dev.berth.kernel.FileCalls;
import dev.berth.kernel.FileIdentity;
import dev.berth.kernel.FileStatus;
import dev.berth.kernel.Kernel;
import dev.berth.kernel.KernelException;
import dev.berth.kernel.OpenFlags;
import dev.berth.kernel.Scratch;
import dev.berth.kernel.Sys;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A container's files as it sees them itself. Ways are walked here, one name after the other, each opened without
 * following a link; links are read and their text is walked from the container's root, {@code ..} goes back to the
 * descriptor that the way came from. So nothing that a container does meanwhile leads out of it (CVE-2018-15664), and
 * nothing of it is executed (CVE-2019-14271).
 */
public final class FileView implements AutoCloseable {

    /** As many links on a way as the kernel follows ({@code MAXSYMLINKS} of linux/namei.h). */
    private static final int MOST_LINKS = 40;
    /** File systems that show the kernel's own things; docker leaves them out of what it copies (linux/magic.h). */
    private static final Set<Long> KERNELS_OWN = Set.of(0x9fa0L, 0x62656572L, 0x27e0ebL, 0x63677270L, 0x1cd1L,
            0x19800202L, 0x64626720L, 0x74726163L, 0x73636673L, 0xcafe4a11L);

    private final Mounted root;
    private final Map<String, Mounted> mounts;

    /**
     * What is mounted somewhere.
     *
     * @param fd its root
     * @param ids how its owners map to the host's
     */
    public record Mounted(Fd fd, IdMap ids) {
    }

    /**
     * A view, which owns its descriptors.
     *
     * @param root the container's root
     * @param mounts what a container that does not run would have mounted, by path; nothing for one that runs, whose
     *     root has it all
     */
    public FileView(Mounted root, Map<String, Mounted> mounts) {
        this.root = root;
        this.mounts = Map.copyOf(mounts);
    }

    /** A path of a request as the byte string that it is to the kernel. */
    public static String bytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** A byte string as text, for answers. */
    public static String text(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /**
     * Walks a path.
     *
     * @param path from the container's root, whether it begins with a slash or not; what ends with a slash must be a
     *     directory
     * @param followLast whether a link at its end is followed too
     * @throws KernelException as the kernel would say it: ENOENT, ENOTDIR, ELOOP …
     */
    public Place find(String path, boolean followLast) throws KernelException {
        Deque<String> names = new ArrayDeque<>();
        push(names, path);
        List<Place> way = new ArrayList<>();
        int links = 0;
        try {
            way.add(new Place(root.fd().duplicate(), "/", FileStatus.of(root.fd().number()), root.ids(), false));
            while (!names.isEmpty()) {
                String name = names.pop();
                Place here = way.get(way.size() - 1);
                requireDirectory(here);
                if (name.equals("..") && way.size() > 1) {
                    way.remove(way.size() - 1).close();
                } else if (!name.equals(".") && !name.equals("..")) {
                    Place next = child(here, name);
                    if (next.isLink() && (followLast || !names.isEmpty())) {
                        if (++links > MOST_LINKS) {
                            next.close();
                            throw new KernelException("open " + shown(path), Errno.ELOOP);
                        }
                        follow(next, way, names);
                    } else {
                        way.add(next);
                    }
                }
            }
            return way.remove(way.size() - 1);
        } finally {
            way.forEach(Place::close);
        }
    }

    private static void follow(Place link, List<Place> way, Deque<String> names) throws KernelException {
        String text;
        try (link) {
            text = link.linkText();
        }
        if (text.startsWith("/")) {
            while (way.size() > 1) {
                way.remove(way.size() - 1).close();
            }
        }
        push(names, text);
    }

    /** Puts a path's names before those that are still to be walked. */
    private static void push(Deque<String> names, String path) {
        String[] parts = path.split("/", -1);
        for (int i = parts.length - 1; i >= 0; i--) {
            if (!parts[i].isEmpty()) {
                names.push(parts[i]);
            } else if (i == parts.length - 1) {
                names.push("."); // it ends with a slash, so that it must be a directory
            }
        }
    }

    private static void requireDirectory(Place place) throws KernelException {
        if (!place.status().isDirectory()) {
            throw new KernelException("open " + shown(place.path()), Errno.ENOTDIR);
        }
    }

    /**
     * A file in a directory; of a link itself.
     *
     * @param directory where
     * @param name one name
     */
    Place child(Place directory, String name) throws KernelException {
        if (directory.hidden()) {
            throw new KernelException("open " + shown(name), Errno.ENOENT);
        }
        String path = (directory.path().equals("/") ? "/" : directory.path() + '/') + name;
        Mounted mounted = mounts.get(path);
        Fd fd = mounted != null ? mounted.fd().duplicate() : FileCalls.open(directory.number(),
                name.getBytes(StandardCharsets.ISO_8859_1), OpenFlags.PATH, 0);
        try {
            FileStatus status = FileStatus.of(fd.number());
            boolean entered = mounted == null && status.mountId() != directory.status().mountId();
            return new Place(fd, path, status, mounted != null ? mounted.ids() : directory.ids(),
                    entered && status.isDirectory() && (path.equals("/dev") || kernelsOwn(fd)));
        } catch (KernelException e) {
            fd.close();
            throw e;
        }
    }

    /**
     * Where a link would lead if something were there, by its text alone.
     *
     * @param link a symbolic link
     */
    public String intended(Place link) throws KernelException {
        String text = link.linkText();
        String from = text.startsWith("/") ? "" : link.path().substring(0, link.path().lastIndexOf('/'));
        Deque<String> names = new ArrayDeque<>();
        for (String name : (from + '/' + text).split("/")) {
            if (name.equals("..")) {
                names.pollLast();
            } else if (!name.isEmpty() && !name.equals(".")) {
                names.addLast(name);
            }
        }
        return '/' + String.join("/", names);
    }

    /**
     * Makes the calling thread the root of the container where its own would have no number; to be closed.
     *
     * @throws KernelException if the kernel refuses
     */
    FileIdentity owner() throws KernelException {
        return FileIdentity.become(root.ids().host(0), root.ids().host(0));
    }

    /** What reads something of a container by its root's descriptor. */
    @FunctionalInterface
    public interface Reading<T, X extends Exception> {
        /** Reads it. */
        T read(Fd root) throws X;
    }

    /** Reads something by the root's descriptor, which stays this view's. */
    public <T, X extends Exception> T withRoot(Reading<T, X> reading) throws X {
        return reading.read(root.fd());
    }

    /** Whether something is mounted on a path in this view. */
    boolean mounted(String path) {
        return mounts.containsKey(path);
    }

    private static boolean kernelsOwn(Fd fd) throws KernelException {
        try (Scratch s = Scratch.open()) {
            long statfs = s.allocate(120);
            Kernel.check(Kernel.raw(Sys.FSTATFS, fd.number(), statfs), "look at", "a mount of the container");
            return KERNELS_OWN.contains(Scratch.getLong(statfs));
        }
    }

    private static String shown(String path) {
        return TarEntry.shown(path);
    }

    @Override
    public void close() {
        root.fd().close();
        mounts.values().forEach(mounted -> mounted.fd().close());
    }
}
