package dev.berth.isolation;

import dev.berth.kernel.Errno;

/** A step of a launch that the kernel refused. */
public final class LaunchFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final int errno;
    private final boolean exec;

    LaunchFailure(String what, String key, int errno, boolean exec) {
        super(sentence(what, key, errno, exec));
        this.errno = errno;
        this.exec = exec;
    }

    private static String sentence(String what, String key, int errno, boolean exec) {
        if (exec) {
            return what.endsWith("$PATH") ? what : what + ": " + Errno.message(errno);
        }
        if (key.equals("mounts") && isMismatch(what, errno)) {
            return "cannot " + what + ": not a directory: Are you trying to mount a directory onto a file (or"
                    + " vice-versa)? Check if the specified host path exists and is the expected type";
        }
        return "cannot " + what + ": " + Errno.message(errno) + (key.isEmpty() ? "" : " (asked for by " + key + ")");
    }

    /** A mount that is there fits any place of its own kind: {@code move_mount} says EINVAL of another kind alone. */
    private static boolean isMismatch(String what, int errno) {
        return what.startsWith("mount ") && (errno == Errno.ENOTDIR
                || errno == Errno.EINVAL && !what.startsWith("mount tmpfs "));
    }

    /** The kernel's error number. */
    public int errno() {
        return errno;
    }

    /** Whether everything was ready and only the program could not be executed. */
    public boolean exec() {
        return exec;
    }
}
