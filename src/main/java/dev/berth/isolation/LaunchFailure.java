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
        return "cannot " + what + ": " + Errno.message(errno) + (key.isEmpty() ? "" : " (asked for by " + key + ")");
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
