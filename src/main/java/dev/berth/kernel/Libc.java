package dev.berth.kernel;

import jnr.ffi.LibraryLoader;
import jnr.ffi.Runtime;

/** The C library's functions that Berth calls, bound once. */
final class Libc {

    static final Functions FUNCTIONS = LibraryLoader.create(Functions.class).failImmediately().load("c");
    static final Runtime RUNTIME = Runtime.getRuntime(FUNCTIONS);

    private Libc() {
    }

    /** Addresses are passed as {@code long}: it costs nothing, and lets one block of memory hold a whole call. */
    public interface Functions {
        /**
         * {@code syscall(2)}. Declared with all seven arguments: with exactly six integer arguments jnr-ffi up to
         * 2.3.4 passes garbage as the sixth on x86-64.
         */
        long syscall(long number, long a, long b, long c, long d, long e, long f);

        /**
         * {@code syscall(2)} with up to four arguments: jnr-ffi passes five numbers and fewer in registers, more in an
         * array that it makes for each call.
         */
        long syscall(long number, long a, long b, long c, long d);

        /** {@code posix_spawn(3)}; the seventh argument is not read, see {@link #syscall}. */
        int posix_spawn(long pid, long path, long actions, long attributes, long argv, long envp, long unused);

        int posix_spawn_file_actions_init(long actions);

        int posix_spawn_file_actions_adddup2(long actions, int from, int to);

        int posix_spawn_file_actions_destroy(long actions);

        int posix_spawnattr_init(long attributes);

        int posix_spawnattr_setflags(long attributes, short flags);

        int posix_spawnattr_setsigmask(long attributes, long set);

        int posix_spawnattr_setsigdefault(long attributes, long set);

        int posix_spawnattr_destroy(long attributes);
    }

    /** The error of this thread's last call. */
    static int errno() {
        return RUNTIME.getLastError();
    }
}
