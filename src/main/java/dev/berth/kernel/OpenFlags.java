package dev.berth.kernel;

/** Flags of {@code open(2)} (asm-generic/fcntl.h; aarch64 has four of them in other places). */
public final class OpenFlags {

    private static final boolean ARM = Machine.CURRENT == Machine.AARCH64;

    /** Read only. */
    public static final int RDONLY = 0;
    /** Write only. */
    public static final int WRONLY = 1;
    /** Read and write. */
    public static final int RDWR = 2;
    /** Make it when it is not there. */
    public static final int CREAT = 0x40;
    /** With CREAT: fail when it is there. */
    public static final int EXCL = 0x80;
    /** Never the controlling terminal. */
    public static final int NOCTTY = 0x100;
    /** Empty it. */
    public static final int TRUNC = 0x200;
    /** Always write at the end. */
    public static final int APPEND = 0x400;
    /** Do not block. */
    public static final int NONBLOCK = 0x800;
    /** Only a directory. */
    public static final int DIRECTORY = ARM ? 0x4000 : 0x10000;
    /** Not through a symbolic link at the end. */
    public static final int NOFOLLOW = ARM ? 0x8000 : 0x20000;
    /** Closed on exec. */
    public static final int CLOEXEC = 0x80000;
    /** Only a place, not for reading or writing. */
    public static final int PATH = 0x200000;
    /** An unnamed file in a directory. */
    public static final int TMPFILE = 0x400000 | DIRECTORY;

    private OpenFlags() {
    }
}
