package dev.berth.isolation.seccomp;

/** A profile that is not one. The message is one sentence that names the place. */
public final class SeccompException extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * An error.
     *
     * @param message one sentence
     */
    public SeccompException(String message) {
        super(message);
    }

    /**
     * An error with its cause.
     *
     * @param message one sentence
     * @param cause what it comes from
     */
    public SeccompException(String message, Throwable cause) {
        super(message, cause);
    }
}
