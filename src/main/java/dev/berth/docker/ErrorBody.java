package dev.berth.docker;

import io.avaje.jsonb.Json;

/**
 * Body of every failed request.
 *
 * @param message one clear sentence
 */
@Json(caseInsensitiveKeys = true)
public record ErrorBody(
        @Json.Property("message") String message) {

    /** Takes what a server left out as empty. */
    public ErrorBody {
        message = message == null ? "" : message;
    }
}
