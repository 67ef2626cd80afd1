package dev.berth.kernel;

/**
 * Makes the calling thread another user where files are concerned, until it is closed; the thread keeps its
 * capabilities. Root itself has no number on a mount whose ids are mapped, so what it makes there is refused with
 * EOVERFLOW; what one of the mapped users makes is not.
 */
public final class FileIdentity implements AutoCloseable {

    /** {@code _LINUX_CAPABILITY_VERSION_3} of linux/capability.h. */
    private static final int VERSION = 0x20080522;

    private final long uid;
    private final long gid;

    private FileIdentity(long uid, long gid) {
        this.uid = uid;
        this.gid = gid;
    }

    /**
     * Becomes somebody; close it in the same thread.
     *
     * @param uid user of what the thread makes from now on
     * @param gid its group
     * @throws KernelException if the capabilities cannot be kept
     */
    public static FileIdentity become(long uid, long gid) throws KernelException {
        try (Scratch s = Scratch.open()) {
            long header = s.allocate(8);
            long sets = s.allocate(24); // effective, permitted, inheritable, of 32 capabilities twice
            Scratch.putInt(header, VERSION);
            Kernel.check(Kernel.raw(Sys.CAPGET, header, sets), "read", "the thread's capabilities");
            // both answer what was before, and never fail with an error
            FileIdentity before = new FileIdentity(Kernel.raw(Sys.SETFSUID, uid, 0), Kernel.raw(Sys.SETFSGID, gid, 0));
            try {
                // leaving user 0 takes those that concern files out of the effective set (capabilities(7))
                Kernel.check(Kernel.raw(Sys.CAPSET, header, sets), "keep", "the thread's capabilities");
                return before;
            } catch (KernelException e) {
                before.close();
                throw e;
            }
        }
    }

    /** Becomes again who the thread was; its capabilities come back with user 0. */
    @Override
    public void close() {
        Kernel.raw(Sys.SETFSUID, uid, 0);
        Kernel.raw(Sys.SETFSGID, gid, 0);
    }
}
