package dev.berth.kernel;

/** Processes by descriptor: such a one never means another process, also after the id is used again. */
public final class Pidfd {

    private static final int P_PIDFD = 3;
    private static final int WEXITED = 4;

    private Pidfd() {
    }

    /**
     * {@code pidfd_open(2)}.
     *
     * @param pid a process
     * @throws KernelException with {@link Errno#ESRCH} if there is no such process
     */
    public static Fd open(int pid) throws KernelException {
        return Fd.of((int) Kernel.check(Kernel.raw(Sys.PIDFD_OPEN, pid, 0), "open process", pid));
    }

    /**
     * A copy of another process's descriptor ({@code pidfd_getfd(2)}).
     *
     * @param process a process that this one may trace
     * @param number the descriptor's number there
     * @throws KernelException if the kernel refuses
     */
    public static Fd descriptor(Fd process, int number) throws KernelException {
        return Fd.of((int) Kernel.check(Kernel.raw(Sys.PIDFD_GETFD, process.number(), number, 0),
                "fetch descriptor", number));
    }

    /**
     * {@code pidfd_send_signal(2)}.
     *
     * @param process which one
     * @param signal the signal's number
     * @throws KernelException with {@link Errno#ESRCH} if it has ended
     */
    public static void signal(Fd process, int signal) throws KernelException {
        Kernel.check(Kernel.raw(Sys.PIDFD_SEND_SIGNAL, process.number(), signal, 0, 0), "send signal to", process);
    }

    /** Whether a process has ended. */
    public static boolean ended(Fd process) throws KernelException {
        return awaitEnd(process, 0);
    }

    /**
     * Waits for a process to end.
     *
     * @param process which one
     * @param timeoutMillis how long at most, negative without end
     * @return whether it has ended
     * @throws KernelException if the kernel refuses
     */
    public static boolean awaitEnd(Fd process, long timeoutMillis) throws KernelException {
        short[] ready = new short[1];
        return Poll.poll(new int[] {process.number()}, new short[] {Poll.IN}, ready, timeoutMillis) > 0;
    }

    /**
     * Takes a child that has ended off the kernel's hands; of a process that is not a child, nothing.
     *
     * @param process which one
     * @return its exit code, 128 and the signal's number if a signal ended it, or -1 if it was not a child
     */
    public static int reap(Fd process) {
        try (Scratch s = Scratch.open()) {
            long info = s.allocate(128);
            long result;
            do {
                result = Kernel.raw(Sys.WAITID, P_PIDFD, process.number(), info, WEXITED, 0);
            } while (result == -Errno.EINTR);
            if (result < 0) {
                return -1;
            }
            int code = Scratch.getInt(info + 8);
            int status = Scratch.getInt(info + 24);
            return code == 1 ? status : 128 + status;
        }
    }
}
