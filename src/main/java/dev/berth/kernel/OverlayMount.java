package dev.berth.kernel;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Mounts an overlay of more directories than {@code fsconfig(2)} takes: 255 bytes of names, and one name at a time
 * only since Linux 6.8. {@code mount(2)} takes a page of them on every kernel. But it puts the mount somewhere: a
 * thread does that in a mount namespace of its own, and brings back a copy that is attached nowhere.
 */
public final class OverlayMount {

    private static final long CLONE_NEWNS = 0x20000;
    /** A directory that is on every machine; that something is mounted on it only the thread sees, which ends. */
    private static final String POINT = "/proc";

    private OverlayMount() {
    }

    /**
     * Mounts one.
     *
     * @param lower its lower directories, the top one first
     * @param upper where it is written, together with {@code work}
     * @param work its work directory
     * @param options further options, as {@code volatile}
     * @return the mount, attached nowhere
     * @throws KernelException if the kernel refuses
     */
    public static Fd mount(List<Path> lower, Optional<Path> upper, Optional<Path> work, List<String> options)
            throws KernelException {
        FutureTask<Fd> task = new FutureTask<>(() -> apart(lower, upper, work, options));
        // of its own, for no other work may be done in that namespace
        new Thread(task, "mount").start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    // nobody else would close what the thread brings, and it is done at once
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof KernelException refused) {
                throw new KernelException(refused.operation(), refused.errno());
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static Fd apart(List<Path> lower, Optional<Path> upper, Optional<Path> work, List<String> options)
            throws KernelException {
        List<Fd> open = new ArrayList<>();
        try (Scratch s = Scratch.open()) {
            Kernel.check(Kernel.raw(Sys.UNSHARE, CLONE_NEWNS, 0), "make", "a mount namespace");
            Kernel.check(Kernel.raw(Sys.MOUNT, 0, s.string("/"), 0, MountFlags.REC | MountFlags.PRIVATE, 0),
                    "keep mounts in", "a namespace");
            // opened here: an overlay takes directories of its own mount namespace only
            StringJoiner text = new StringJoiner(",").add("lowerdir=" + names(lower, open));
            if (upper.isPresent() && work.isPresent()) {
                text.add("upperdir=" + names(List.of(upper.get()), open));
                text.add("workdir=" + names(List.of(work.get()), open));
            }
            options.forEach(text::add);
            long type = s.string("overlay");
            Kernel.check(Kernel.raw(Sys.MOUNT, type, s.string(POINT), type, 0, s.string(text.toString())), "mount",
                    "overlay");
            return MountCalls.copy(Path.of(POINT), false);
        } finally {
            open.forEach(Fd::close);
        }
    }

    /**
     * Names of directories for an overlay's options that are short, and in which no character means anything.
     *
     * @param directories which
     * @param open gets their descriptors, to be closed when the overlay is mounted
     * @throws KernelException if one cannot be opened
     */
    public static String names(List<Path> directories, List<Fd> open) throws KernelException {
        StringBuilder text = new StringBuilder();
        for (Path path : directories) {
            Fd fd = Fd.open(path, OpenFlags.PATH | OpenFlags.DIRECTORY, 0);
            open.add(fd);
            text.append(text.isEmpty() ? "" : ":").append("/proc/self/fd/").append(fd.number());
        }
        return text.toString();
    }
}
