package dev.berth.kernel;

/** Flags of {@code mount(2)} ({@code MS_*} of include/uapi/linux/mount.h), and of {@code umount2(2)}. */
public final class MountFlags {

    /** Read only. */
    public static final int RDONLY = 1;
    /** Set-user-id bits mean nothing. */
    public static final int NOSUID = 2;
    /** Device nodes cannot be opened. */
    public static final int NODEV = 4;
    /** Programs cannot be executed. */
    public static final int NOEXEC = 8;
    /** Every write waits for the disk. */
    public static final int SYNC = 0x10;
    /** Changes a mount that is there. */
    public static final int REMOUNT = 0x20;
    /** Every change of a directory waits for the disk. */
    public static final int DIRSYNC = 0x80;
    /** Access times are left alone. */
    public static final int NOATIME = 0x400;
    /** Access times of directories are left alone. */
    public static final int NODIRATIME = 0x800;
    /** Shows what is there already in a second place. */
    public static final int BIND = 0x1000;
    /** With BIND and the propagations: mounts below too. */
    public static final int REC = 0x4000;
    /** Can neither be copied nor hear of others. */
    public static final int UNBINDABLE = 1 << 17;
    /** Hears of no others, and is heard by none. */
    public static final int PRIVATE = 1 << 18;
    /** Hears of others. */
    public static final int SLAVE = 1 << 19;
    /** Hears of others, and is heard by them. */
    public static final int SHARED = 1 << 20;
    /** Access times are set once after each change. */
    public static final int RELATIME = 1 << 21;
    /** Access times are always set. */
    public static final int STRICTATIME = 1 << 24;
    /** {@code MNT_DETACH}, for {@code umount2(2)}: at once out of sight, gone when nobody uses it any more. */
    public static final int DETACH = 2;

    private MountFlags() {
    }
}
