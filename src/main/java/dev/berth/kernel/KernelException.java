package dev.berth.kernel;

import java.io.IOException;

/** A system call that the kernel refused. The message is "{operation}: {what the error number means}". */
public final class KernelException extends IOException {

    private static final long serialVersionUID = 1L;

    private final int errno;
    private final String operation;

    /**
     * An error.
     *
     * @param operation what was tried and on what, for example {@code open /etc/passwd}
     * @param errno the kernel's error number, positive
     */
    public KernelException(String operation, int errno) {
        super(operation + ": " + Errno.message(errno));
        this.operation = operation;
        this.errno = errno;
    }

    /** The kernel's error number, one of the constants of {@link Errno} or another. */
    public int errno() {
        return errno;
    }

    /** What was tried, without the reason. */
    public String operation() {
        return operation;
    }
}
