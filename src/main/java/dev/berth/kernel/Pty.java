package dev.berth.kernel;

/** Pseudo-terminals. None of their ends ever becomes this process's controlling terminal. */
public final class Pty {

    private static final long TIOCSPTLCK = 0x40045431L;
    private static final long TIOCGPTPEER = 0x5441L;
    private static final long TIOCSWINSZ = 0x5414L;

    private Pty() {
    }

    /**
     * A new pseudo-terminal's master.
     *
     * @param devpts the instance of devpts that it is made in
     * @throws KernelException if the kernel refuses
     */
    public static Fd master(Fd devpts) throws KernelException {
        Fd master = Fd.openAt(devpts.number(), "ptmx", OpenFlags.RDWR, 0);
        try (Scratch s = Scratch.open()) {
            master.ioctl(TIOCSPTLCK, s.allocate(8));
            return master;
        } catch (KernelException e) {
            master.close();
            throw e;
        }
    }

    /**
     * The other end.
     *
     * @param master a master
     * @throws KernelException if the kernel refuses
     */
    public static Fd slave(Fd master) throws KernelException {
        return Fd.of((int) master.ioctl(TIOCGPTPEER, OpenFlags.RDWR | OpenFlags.NOCTTY | OpenFlags.CLOEXEC));
    }

    /**
     * Sets a terminal's size.
     *
     * @param terminal either end
     * @param rows height in characters
     * @param columns width in characters
     * @throws KernelException if the kernel refuses
     */
    public static void resize(Fd terminal, int rows, int columns) throws KernelException {
        try (Scratch s = Scratch.open()) {
            long size = s.allocate(8);
            Scratch.putShort(size, (short) rows);
            Scratch.putShort(size + 2, (short) columns);
            terminal.ioctl(TIOCSWINSZ, size);
        }
    }
}
