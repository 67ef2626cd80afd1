package dev.berth.client;

import java.io.IOException;

/** The engine refused a request or failed at it. */
public final class ApiException extends IOException {
    private static final long serialVersionUID = 1;

    private final int status;

    /**
     * An answer of 400 or above.
     *
     * @param status the HTTP status
     * @param message the engine's sentence
     */
    public ApiException(int status, String message) {
        super(message);
        this.status = status;
    }

    /** The HTTP status: 404 is not there, 409 does not fit the state, 501 cannot be done by this engine. */
    public int status() {
        return status;
    }
}
