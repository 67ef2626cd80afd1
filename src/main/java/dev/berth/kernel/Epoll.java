package dev.berth.kernel;

/** {@code epoll(7)}: one thread waits for many descriptors, others add and remove them meanwhile. */
public final class Epoll implements AutoCloseable {

    private static final int ADD = 1;
    private static final int DELETE = 2;
    private static final int EVENTS = 32;
    /** {@code struct epoll_event} is packed on x86-64 only. */
    private static final int EVENT_BYTES = Machine.CURRENT == Machine.X86_64 ? 12 : 16;
    private static final int DATA = Machine.CURRENT == Machine.X86_64 ? 4 : 8;

    private final Fd fd;

    /** A new, empty set. */
    public Epoll() throws KernelException {
        fd = Fd.of((int) Kernel.check(Kernel.raw(Sys.EPOLL_CREATE1, OpenFlags.CLOEXEC, 0), "make", "epoll set"));
    }

    /**
     * Adds a descriptor, to be told when there is something to read or it hangs up.
     *
     * @param descriptor its number
     * @param token what {@link #await} tells then
     * @throws KernelException if the kernel refuses
     */
    public void add(int descriptor, long token) throws KernelException {
        try (Scratch s = Scratch.open()) {
            long event = s.allocate(16);
            Scratch.putInt(event, Poll.IN);
            Scratch.putLong(event + DATA, token);
            Kernel.check(Kernel.raw(Sys.EPOLL_CTL, fd.number(), ADD, descriptor, event), "watch descriptor",
                    descriptor);
        }
    }

    /** Takes a descriptor out; harmless if it is not in. */
    public void remove(Fd descriptor) {
        Kernel.raw(Sys.EPOLL_CTL, fd.number(), DELETE, descriptor.number(), 0);
    }

    /**
     * Waits until at least one descriptor is ready.
     *
     * @param timeoutMillis how long at most, negative without end
     * @return the tokens of those that are ready
     * @throws KernelException if the kernel refuses
     */
    public long[] await(int timeoutMillis) throws KernelException {
        try (Scratch s = Scratch.open()) {
            long events = s.allocate(EVENTS * EVENT_BYTES);
            long n = Kernel.raw(Sys.EPOLL_PWAIT, fd.number(), events, EVENTS, timeoutMillis, 0, 8);
            if (n == -Errno.EINTR) {
                n = 0;
            }
            Kernel.check(n, "wait for", "epoll set");
            long[] tokens = new long[(int) n];
            for (int i = 0; i < n; i++) {
                tokens[i] = Scratch.getLong(events + (long) i * EVENT_BYTES + DATA);
            }
            return tokens;
        }
    }

    @Override
    public void close() {
        fd.close();
    }
}
