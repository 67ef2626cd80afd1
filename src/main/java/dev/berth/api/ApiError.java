package dev.berth.api;

/** A request that is refused before the engine sees it. */
final class ApiError extends Exception {
    private static final long serialVersionUID = 1;

    private final int status;

    /**
     * A refusal.
     *
     * @param status the HTTP status
     * @param message one sentence, in docker's words where docker has the case
     */
    ApiError(int status, String message) {
        super(message);
        this.status = status;
    }

    static ApiError badParameter(String message) {
        return new ApiError(400, message);
    }

    static ApiError notFound(String message) {
        return new ApiError(404, message);
    }

    static ApiError notImplemented(String message) {
        return new ApiError(501, message);
    }

    int status() {
        return status;
    }
}
