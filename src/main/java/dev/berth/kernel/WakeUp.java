package dev.berth.kernel;

/** An {@code eventfd(2)} that one thread polls and others signal. */
public final class WakeUp implements AutoCloseable {

    private static final int EFD_CLOEXEC_NONBLOCK = 0x80800;

    private final Fd fd;

    /**
     * A new one, not signalled.
     *
     * @throws KernelException if the kernel refuses
     */
    public WakeUp() throws KernelException {
        fd = Fd.of((int) Kernel.check(Kernel.raw(Sys.EVENTFD2, 0, EFD_CLOEXEC_NONBLOCK), "create", "eventfd"));
    }

    /** What to poll for input. */
    public int number() {
        return fd.number();
    }

    /** Makes it ready for reading; does nothing when it is closed. May be called by any thread. */
    public synchronized void signal() {
        if (fd.isOpen()) {
            try (Scratch s = Scratch.open()) {
                long one = s.allocate(8);
                Scratch.putLong(one, 1);
                // Only a counter at its limit refuses, and then it is ready as it should be.
                Kernel.raw(Sys.WRITE, fd.number(), one, 8);
            }
        }
    }

    /** Takes the signals back that have come. */
    public void clear() {
        try (Scratch s = Scratch.open()) {
            Kernel.raw(Sys.READ, fd.number(), s.allocate(8), 8);
        }
    }

    @Override
    public synchronized void close() {
        fd.close();
    }
}
