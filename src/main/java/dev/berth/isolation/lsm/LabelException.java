package dev.berth.isolation.lsm;

/** A label that cannot be had. The message is one sentence: what was asked for and why this machine cannot. */
public final class LabelException extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * An error.
     *
     * @param message one sentence
     */
    public LabelException(String message) {
        super(message);
    }

    /**
     * An error with its cause.
     *
     * @param message one sentence
     * @param cause what it comes from
     */
    public LabelException(String message, Throwable cause) {
        super(message, cause);
    }
}
