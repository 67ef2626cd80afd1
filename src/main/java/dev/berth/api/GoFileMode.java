package dev.berth.api;

/** File modes as Go's {@code io/fs} counts them, which Docker's API sends. */
final class GoFileMode {

    private static final long DIRECTORY = 1L << 31;
    private static final long SYMLINK = 1L << 27;
    private static final long DEVICE = 1L << 26;
    private static final long PIPE = 1L << 25;
    private static final long SOCKET = 1L << 24;
    private static final long SETUID = 1L << 23;
    private static final long SETGID = 1L << 22;
    private static final long CHARACTER = 1L << 21;
    private static final long STICKY = 1L << 20;

    private GoFileMode() {
    }

    /**
     * From the kernel's.
     *
     * @param mode {@code st_mode}
     */
    static long of(int mode) {
        long type = switch (mode & 0170000) {
            case 0040000 -> DIRECTORY;
            case 0120000 -> SYMLINK;
            case 0060000 -> DEVICE;
            case 0020000 -> DEVICE | CHARACTER;
            case 0010000 -> PIPE;
            case 0140000 -> SOCKET;
            default -> 0;
        };
        return type | ((mode & 04000) != 0 ? SETUID : 0) | ((mode & 02000) != 0 ? SETGID : 0)
                | ((mode & 01000) != 0 ? STICKY : 0) | mode & 0777;
    }
}
