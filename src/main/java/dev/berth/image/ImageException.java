package dev.berth.image;

import java.io.IOException;

/** Why something with an image did not work. The message is a sentence for the user. */
public abstract sealed class ImageException extends IOException
        permits NoSuchImage, InvalidReference, ImageConflict, InvalidImage, StoreUnavailable, RegistryFailure {

    private static final long serialVersionUID = 1L;

    private final int httpStatus;

    ImageException(String message, int httpStatus) {
        super(message);
        this.httpStatus = httpStatus;
    }

    ImageException(String message, int httpStatus, Throwable cause) {
        super(message, cause);
        this.httpStatus = httpStatus;
    }

    /** The status that the Docker Engine API answers with in this case. */
    public int httpStatus() {
        return httpStatus;
    }
}
