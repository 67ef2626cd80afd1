package dev.berth.kernel;

import java.util.ArrayList;
import java.util.List;

/**
 * Starts a program with exactly the descriptors that it is given, by {@code posix_spawn(3)}: no copy of the JVM's
 * address space is made. The descriptors get the numbers 3, 4, 5 …; 0, 1 and 2 are one given descriptor. The JVM's
 * other descriptors are the program's to close: few of them are {@code O_CLOEXEC}.
 */
public final class Spawn {

    /** Sizes of {@code posix_spawn_file_actions_t} and {@code posix_spawnattr_t}, glibc and musl, rounded up. */
    private static final int ACTIONS_BYTES = 128;
    private static final int ATTRIBUTES_BYTES = 512;
    /** Size of {@code sigset_t}. */
    private static final int SIGNALS_BYTES = 128;
    private static final short SETSIGDEF = 4;
    private static final short SETSIGMASK = 8;
    private static final short SETSID = 0x80;

    private static final Libc.Functions LIBC = Libc.FUNCTIONS;

    private Spawn() {
    }

    /**
     * Starts a program, in a session of its own, with all signals blocked and all signal actions at their default.
     *
     * @param program the program's file
     * @param arguments its arguments, with its name first
     * @param standard what its descriptors 0, 1 and 2 are
     * @param descriptors its descriptors from 3 on
     * @return its process id
     * @throws KernelException if it cannot be started
     */
    public static int start(Fd program, List<String> arguments, Fd standard, List<Fd> descriptors)
            throws KernelException {
        int first = 3;
        int beyond = first + descriptors.size();
        List<Fd> moved = new ArrayList<>();
        try (Scratch s = Scratch.open()) {
            long actions = s.allocate(ACTIONS_BYTES);
            long attributes = s.allocate(ATTRIBUTES_BYTES);
            LIBC.posix_spawn_file_actions_init(actions);
            LIBC.posix_spawnattr_init(attributes);
            try {
                int file = above(program, beyond, moved);
                int zero = above(standard, beyond, moved);
                for (int i = 0; i < first; i++) {
                    LIBC.posix_spawn_file_actions_adddup2(actions, zero, i);
                }
                for (int i = 0; i < descriptors.size(); i++) {
                    int fd = above(descriptors.get(i), beyond, moved);
                    LIBC.posix_spawn_file_actions_adddup2(actions, fd, first + i);
                }
                setSignals(s, attributes);
                long pid = s.allocate(8);
                int error = LIBC.posix_spawn(pid, s.string("/proc/self/fd/" + file), actions, attributes,
                        strings(s, arguments), s.allocate(8), 0);
                if (error != 0) {
                    throw new KernelException("start " + arguments.get(0), error);
                }
                return Scratch.getInt(pid);
            } finally {
                LIBC.posix_spawn_file_actions_destroy(actions);
                LIBC.posix_spawnattr_destroy(attributes);
            }
        } finally {
            moved.forEach(Fd::close);
        }
    }

    private static void setSignals(Scratch s, long attributes) {
        long all = s.allocate(SIGNALS_BYTES);
        for (int i = 0; i < SIGNALS_BYTES; i += 8) {
            Scratch.putLong(all + i, -1);
        }
        LIBC.posix_spawnattr_setflags(attributes, (short) (SETSIGDEF | SETSIGMASK | SETSID));
        LIBC.posix_spawnattr_setsigmask(attributes, all);
        LIBC.posix_spawnattr_setsigdefault(attributes, all);
    }

    private static long strings(Scratch s, List<String> texts) {
        long addresses = s.allocate(8 * (texts.size() + 1));
        for (int i = 0; i < texts.size(); i++) {
            Scratch.putLong(addresses + 8L * i, s.string(texts.get(i)));
        }
        return addresses;
    }

    /** A descriptor that no dup2 of the child overwrites before it is used. */
    private static int above(Fd fd, int least, List<Fd> moved) throws KernelException {
        if (fd.number() >= least) {
            return fd.number();
        }
        Fd copy = fd.duplicate(least);
        moved.add(copy);
        return copy.number();
    }
}
