package dev.berth.kernel;

/**
 * A counter that wakes a thread waiting in {@code poll(2)} ({@code eventfd(2)}). An interrupt of a Java thread does not
 * end a native poll; a write to this does.
 */
public final class EventFd implements AutoCloseable {

    private final Fd fd;

    private EventFd(Fd fd) {
        this.fd = fd;
    }

    /**
     * A new one, at zero.
     *
     * @throws KernelException if the kernel refuses
     */
    public static EventFd create() throws KernelException {
        return new EventFd(Fd.of((int) Kernel.check(
                Kernel.raw(Sys.EVENTFD2, 0, OpenFlags.CLOEXEC | OpenFlags.NONBLOCK), "create", "an event descriptor")));
    }

    /** Its descriptor, for {@link Poll#IN}. */
    public int number() {
        return fd.number();
    }

    /** Makes it readable; nothing when it is closed. From any thread. */
    public synchronized void signal() {
        if (!fd.isOpen()) {
            return;
        }
        try (Scratch s = Scratch.open()) {
            long one = s.allocate(8);
            Scratch.putLong(one, 1);
            Kernel.raw(Sys.WRITE, fd.number(), one, 8);
        }
    }

    /** Sets it back to zero, so that it is not readable any more. */
    public void drain() {
        try (Scratch s = Scratch.open()) {
            Kernel.raw(Sys.READ, fd.number(), s.allocate(8), 8);
        }
    }

    @Override
    public synchronized void close() {
        fd.close();
    }
}
