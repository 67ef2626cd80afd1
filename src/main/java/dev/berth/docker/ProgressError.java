package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.OptionalInt;

/**
 * Why a transfer failed.
 *
 * @param code HTTP status
 * @param message a sentence
 */
@Json(caseInsensitiveKeys = true)
public record ProgressError(
        @Json.Property("code") OptionalInt code,
        @Json.Property("message") String message) {

    /** Takes what a server left out as empty. */
    public ProgressError {
        code = code == null ? OptionalInt.empty() : code;
        message = message == null ? "" : message;
    }
}
