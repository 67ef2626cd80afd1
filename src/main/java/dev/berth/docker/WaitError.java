package dev.berth.docker;

import io.avaje.jsonb.Json;

/**
 * Why waiting failed.
 *
 * @param message a sentence
 */
@Json(caseInsensitiveKeys = true)
public record WaitError(
        @Json.Property("Message") String message) {

    /** Takes what a server left out as empty. */
    public WaitError {
        message = message == null ? "" : message;
    }
}
