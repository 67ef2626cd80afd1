package dev.berth.kernel;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Changes of files as the kernel tells them ({@code inotify(7)}). A user has only few instances (128 by default), so
 * an engine shares one.
 */
public final class Inotify implements AutoCloseable {

    /** A file was written to. */
    public static final int MODIFY = 0x2;
    /** Something in the directory got its name. */
    public static final int MOVED_TO = 0x80;
    /** Something was made in the directory. */
    public static final int CREATE = 0x100;
    /** The watch has gone: removed, fired once, or its file is no more. */
    public static final int IGNORED = 0x8000;
    /** Events were lost; everything has to be looked at. Its watch is -1. */
    public static final int OVERFLOW = 0x4000;
    /** With a watch: only a directory. */
    public static final int ONLY_DIRECTORY = 0x0100_0000;
    /** With a watch: one event, then it is gone. */
    public static final int ONE_SHOT = 0x8000_0000;

    private static final int CLOEXEC_NONBLOCK = 0x80800;
    private static final int HEADER = 16;
    private static final int ROOM = 16 * 1024;

    private final Fd fd;

    /**
     * A new instance without watches.
     *
     * @throws KernelException with {@link Errno#EMFILE} if the user has too many
     */
    public Inotify() throws KernelException {
        fd = Fd.of((int) Kernel.check(Kernel.raw(Sys.INOTIFY_INIT1, CLOEXEC_NONBLOCK, 0), "create", "inotify"));
    }

    /**
     * Something that happened.
     *
     * @param watch number of the watch, -1 of {@link #OVERFLOW}
     * @param mask what
     * @param name in a watched directory, of what; else empty
     */
    public record Event(int watch, int mask, Optional<String> name) {
        /** Whether it is one of these. */
        public boolean is(int bits) {
            return (mask & bits) != 0;
        }
    }

    /**
     * Watches a file or a directory; one that is watched already keeps its number and gets the new mask.
     *
     * @param path what
     * @param mask for what
     * @return the watch's number
     * @throws KernelException with {@link Errno#ENOSPC} if the user has too many watches
     */
    public int watch(Path path, int mask) throws KernelException {
        try (Scratch s = Scratch.open()) {
            return (int) Kernel.check(Kernel.raw(Sys.INOTIFY_ADD_WATCH, fd.number(), s.string(path.toString()),
                    mask & 0xFFFF_FFFFL), "watch", path);
        }
    }

    /** Ends a watch; one that has ended by itself is none. */
    public void remove(int watch) {
        Kernel.raw(Sys.INOTIFY_RM_WATCH, fd.number(), watch);
    }

    /** What to poll for input. */
    public int number() {
        return fd.number();
    }

    /**
     * The events that have come; does not wait.
     *
     * @throws KernelException if the kernel refuses
     */
    public List<Event> read() throws KernelException {
        List<Event> events = new ArrayList<>();
        try (Scratch s = Scratch.open()) {
            long room = s.allocate(ROOM);
            long n = Kernel.raw(Sys.READ, fd.number(), room, ROOM);
            if (n == -Errno.EAGAIN || n == -Errno.EINTR) {
                return events;
            }
            Kernel.check(n, "read", "inotify");
            for (long at = room; at < room + n;) {
                int length = Scratch.getInt(at + 12);
                events.add(new Event(Scratch.getInt(at), Scratch.getInt(at + 4), name(at + HEADER, length)));
                at += HEADER + length;
            }
        }
        return events;
    }

    private static Optional<String> name(long address, int length) {
        if (length == 0) {
            return Optional.empty();
        }
        byte[] bytes = new byte[length];
        Scratch.getBytes(address, bytes, 0, length);
        int end = 0;
        while (end < length && bytes[end] != 0) {
            end++;
        }
        return Optional.of(new String(bytes, 0, end, StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        fd.close();
    }
}
