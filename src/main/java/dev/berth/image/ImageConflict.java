package dev.berth.image;

/** An image cannot be removed or changed because something uses it; docker's wording. */
public final class ImageConflict extends ImageException {

    private static final long serialVersionUID = 1L;

    /**
     * The error.
     *
     * @param message what was tried, on what, and why it failed
     */
    public ImageConflict(String message) {
        super(message, 409);
    }

    /**
     * The error with what caused it.
     *
     * @param message what was tried, on what, and why it failed
     * @param cause the error beneath
     */
    public ImageConflict(String message, Throwable cause) {
        super(message, 409, cause);
    }
}
