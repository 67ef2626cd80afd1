package dev.berth.image;

/** The image store cannot be opened or used, for example because another engine holds it. */
public final class StoreUnavailable extends ImageException {

    private static final long serialVersionUID = 1L;

    /**
     * The error.
     *
     * @param message what was tried, on what, and why it failed
     */
    public StoreUnavailable(String message) {
        super(message, 500);
    }

    /**
     * The error with what caused it.
     *
     * @param message what was tried, on what, and why it failed
     * @param cause the error beneath
     */
    public StoreUnavailable(String message, Throwable cause) {
        super(message, 500, cause);
    }
}
