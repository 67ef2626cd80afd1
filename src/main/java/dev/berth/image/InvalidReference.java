package dev.berth.image;

/** A name that does not follow the grammar of image references. */
public final class InvalidReference extends ImageException {

    private static final long serialVersionUID = 1L;

    /**
     * The error.
     *
     * @param message what was tried, on what, and why it failed
     */
    public InvalidReference(String message) {
        super(message, 400);
    }

    /**
     * The error with what caused it.
     *
     * @param message what was tried, on what, and why it failed
     * @param cause the error beneath
     */
    public InvalidReference(String message, Throwable cause) {
        super(message, 400, cause);
    }
}
