package dev.berth.kernel;

/** Files that live in memory and, once written, never change: {@code memfd_create(2)} with every seal. */
public final class MemoryFile {

    private static final int MFD_CLOEXEC = 1;
    private static final int MFD_ALLOW_SEALING = 2;
    /** Since Linux 6.3: says that the file is to be executed. */
    private static final int MFD_EXEC = 0x10;
    private static final int MFD_NOEXEC_SEAL = 8;
    private static final int F_ADD_SEALS = 1033;
    /** {@code F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE}. */
    private static final int SEALS = 15;

    private MemoryFile() {
    }

    /**
     * A sealed file.
     *
     * @param name what {@code /proc} shows for it
     * @param bytes its content
     * @param executable whether it is a program
     * @throws KernelException if the kernel refuses
     */
    public static Fd sealed(String name, byte[] bytes, boolean executable) throws KernelException {
        try (Scratch s = Scratch.open()) {
            long text = s.string(name);
            int flags = MFD_CLOEXEC | MFD_ALLOW_SEALING;
            long fd = Kernel.raw(Sys.MEMFD_CREATE, text, flags | (executable ? MFD_EXEC : MFD_NOEXEC_SEAL));
            if (fd == -Errno.EINVAL) {
                fd = Kernel.raw(Sys.MEMFD_CREATE, text, flags);
            }
            Fd file = Fd.of((int) Kernel.check(fd, "create memory file", name));
            try {
                file.write(bytes);
                Kernel.check(Kernel.raw(Sys.FCNTL, file.number(), F_ADD_SEALS, SEALS), "seal memory file", name);
                return file;
            } catch (KernelException e) {
                file.close();
                throw e;
            }
        }
    }
}
