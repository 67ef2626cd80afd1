package dev.berth.isolation.cgroup;

import java.io.IOException;

/** A cgroup operation that cannot be done. The message is one sentence: what was tried, on what, why it failed. */
public final class CgroupException extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * An error.
     *
     * @param message one sentence
     */
    public CgroupException(String message) {
        super(message);
    }

    /**
     * An error with its cause.
     *
     * @param message one sentence
     * @param cause what it comes from
     */
    public CgroupException(String message, Throwable cause) {
        super(message, cause);
    }
}
