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
    private static final short SETSIGDEF = 4;
    private static final short SETSIGMASK = 8;
    private static final short SETSID = 0x80;

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
            Libc.Functions libc = Libc.FUNCTIONS;
            long actions = s.allocate(ACTIONS_BYTES);
            long attributes = s.allocate(ATTRIBUTES_BYTES);
            libc.posix_spawn_file_actions_init(actions);
            libc.posix_spawnattr_init(attributes);
            int file = above(program, beyond, moved);
            int zero = above(standard, beyond, moved);
            for (int i = 0; i < first; i++) {
                libc.posix_spawn_file_actions_adddup2(actions, zero, i);
            }
            for (int i = 0; i < descriptors.size(); i++) {
                libc.posix_spawn_file_actions_adddup2(actions, above(descriptors.get(i), beyond, moved), first + i);
            }
            long all = s.allocate(128);
            for (int i = 0; i < 128; i += 8) {
                Scratch.putLong(all + i, -1);
            }
            libc.posix_spawnattr_setflags(attributes, (short) (SETSIGDEF | SETSIGMASK | SETSID));
            libc.posix_spawnattr_setsigmask(attributes, all);
            libc.posix_spawnattr_setsigdefault(attributes, all);
            long argv = s.allocate(8 * (arguments.size() + 1));
            for (int i = 0; i < arguments.size(); i++) {
                Scratch.putLong(argv + 8L * i, s.string(arguments.get(i)));
            }
            long pid = s.allocate(8);
            int error = libc.posix_spawn(pid, s.string("/proc/self/fd/" + file), actions, attributes, argv,
                    s.allocate(8), 0);
            libc.posix_spawn_file_actions_destroy(actions);
            libc.posix_spawnattr_destroy(attributes);
            if (error != 0) {
                throw new KernelException("start " + arguments.get(0), error);
            }
            return Scratch.getInt(pid);
        } finally {
            moved.forEach(Fd::close);
        }
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
