package dev.berth.kernel;

/** Raw system calls. */
public final class Kernel {

    private Kernel() {
    }

    /**
     * Makes a system call and answers as the kernel does: the result, or a negative error number.
     *
     * @param call which one
     * @param a first argument; addresses come from {@link Scratch}
     * @param b second argument
     * @param c third argument
     * @param d fourth argument
     * @param e fifth argument
     * @param f sixth argument
     */
    public static long raw(Sys call, long a, long b, long c, long d, long e, long f) {
        long result = Libc.FUNCTIONS.syscall(call.number(), a, b, c, d, e, f);
        return result == -1 ? -Libc.errno() : result;
    }

    /** {@link #raw(Sys, long, long, long, long, long, long)} with up to two arguments. */
    public static long raw(Sys call, long a, long b) {
        return raw(call, a, b, 0, 0);
    }

    /** {@link #raw(Sys, long, long, long, long, long, long)} with three arguments. */
    public static long raw(Sys call, long a, long b, long c) {
        return raw(call, a, b, c, 0);
    }

    /**
     * {@link #raw(Sys, long, long, long, long, long, long)} with four arguments, for calls that take no more: what the
     * others would be is not said.
     */
    public static long raw(Sys call, long a, long b, long c, long d) {
        long result = Libc.FUNCTIONS.syscall(call.number(), a, b, c, d);
        return result == -1 ? -Libc.errno() : result;
    }

    /** {@link #raw(Sys, long, long, long, long, long, long)} with five arguments. */
    public static long raw(Sys call, long a, long b, long c, long d, long e) {
        return raw(call, a, b, c, d, e, 0);
    }

    /**
     * The result of a call, or its error as an exception.
     *
     * @param result what {@code raw} answered
     * @param operation what was tried, a word ("open")
     * @param object on what, for example a path
     * @throws KernelException if the result is a negative error number
     */
    public static long check(long result, String operation, Object object) throws KernelException {
        if (result < 0) {
            throw new KernelException(operation + " " + object, (int) -result);
        }
        return result;
    }
}
