package dev.berth.image;

/** A registry refused, could not be reached or answered what it must not. */
public final class RegistryFailure extends ImageException {

    private static final long serialVersionUID = 1L;

    /**
     * The error.
     *
     * @param message what was tried, on what, and why it failed
     * @param httpStatus what Berth answers its own client with: 404, 401, 403, 429 or 500
     */
    public RegistryFailure(String message, int httpStatus) {
        super(message, httpStatus);
    }

    /**
     * The error with what caused it.
     *
     * @param message what was tried, on what, and why it failed
     * @param cause the error beneath
     */
    public RegistryFailure(String message, Throwable cause) {
        super(message, 500, cause);
    }
}
