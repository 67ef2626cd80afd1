package dev.berth.client;

import java.io.IOException;
import java.nio.file.Path;

/** No engine answers at the socket. */
public final class UnreachableException extends IOException {
    private static final long serialVersionUID = 1;

    /** A failure to connect to a socket. */
    public UnreachableException(Path socket, IOException cause) {
        super("Cannot connect to the engine at unix://" + socket + ": " + reason(cause)
                + ". Is the engine running?", cause);
    }

    private static String reason(IOException cause) {
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }
}
