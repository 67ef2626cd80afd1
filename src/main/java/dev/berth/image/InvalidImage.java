package dev.berth.image;

/** An archive, a layer, a manifest or a configuration that is damaged, hostile or not understood. */
public final class InvalidImage extends ImageException {

    private static final long serialVersionUID = 1L;

    /**
     * The error.
     *
     * @param message what was tried, on what, and why it failed
     */
    public InvalidImage(String message) {
        super(message, 400);
    }

    /**
     * The error with what caused it.
     *
     * @param message what was tried, on what, and why it failed
     * @param cause the error beneath
     */
    public InvalidImage(String message, Throwable cause) {
        super(message, 400, cause);
    }
}
