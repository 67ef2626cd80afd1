package dev.berth.image;

import java.io.IOException;

/**
 * Why something with an image did not work. The message is a sentence for the user; what is in it of an image's or a
 * registry's words has no control characters, which would reach terminals and logs, and is cut where it is long.
 */
public abstract sealed class ImageException extends IOException
        permits NoSuchImage, InvalidReference, ImageConflict, InvalidImage, StoreUnavailable, RegistryFailure {

    private static final long serialVersionUID = 1L;

    /** Longest message, in characters: what a stranger's document says may be as long as the document. */
    private static final int MESSAGE_LENGTH = 900;

    private final int httpStatus;

    ImageException(String message, int httpStatus) {
        super(printable(message));
        this.httpStatus = httpStatus;
    }

    ImageException(String message, int httpStatus, Throwable cause) {
        super(printable(message), cause);
        this.httpStatus = httpStatus;
    }

    private static String printable(String message) {
        int length = Math.min(message.length(), MESSAGE_LENGTH);
        StringBuilder result = new StringBuilder(length + 1);
        for (int i = 0; i < length; i++) {
            char c = message.charAt(i);
            result.append(Character.isISOControl(c) ? '?' : c);
        }
        return length < message.length() ? result.append('…').toString() : result.toString();
    }

    /** The status that the Docker Engine API answers with in this case. */
    public int httpStatus() {
        return httpStatus;
    }
}
