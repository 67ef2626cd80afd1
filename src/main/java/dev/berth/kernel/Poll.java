package dev.berth.kernel;

/** {@code poll(2)} on a few descriptors. */
public final class Poll {

    /** There is something to read. */
    public static final short IN = 1;
    /** Writing would not block. */
    public static final short OUT = 4;
    /** An error. */
    public static final short ERR = 8;
    /** The other side hung up. */
    public static final short HUP = 16;
    /** Not an open descriptor. */
    public static final short NVAL = 32;

    private Poll() {
    }

    /**
     * Waits until one of the descriptors is ready.
     *
     * @param fds descriptors; a negative one is passed over
     * @param events for each what to wait for
     * @param ready for each what is ready, filled in here
     * @param timeoutMillis how long at most, negative without end
     * @return how many are ready, 0 after the time-out
     * @throws KernelException if the kernel refuses
     */
    public static int poll(int[] fds, short[] events, short[] ready, long timeoutMillis) throws KernelException {
        try (Scratch s = Scratch.open()) {
            long set = s.allocate(8 * fds.length);
            long timeout = 0;
            if (timeoutMillis >= 0) {
                timeout = s.allocate(16);
                Scratch.putLong(timeout, timeoutMillis / 1000);
                Scratch.putLong(timeout + 8, timeoutMillis % 1000 * 1_000_000);
            }
            for (int i = 0; i < fds.length; i++) {
                Scratch.putInt(set + 8L * i, fds[i]);
                Scratch.putShort(set + 8L * i + 4, events[i]);
            }
            long n = Kernel.raw(Sys.PPOLL, set, fds.length, timeout, 0, 8);
            if (n == -Errno.EINTR) {
                n = 0;
            }
            Kernel.check(n, "poll", fds.length + " descriptors");
            for (int i = 0; i < fds.length; i++) {
                ready[i] = n == 0 ? 0 : Scratch.getShort(set + 8L * i + 6);
            }
            return (int) n;
        }
    }
}
