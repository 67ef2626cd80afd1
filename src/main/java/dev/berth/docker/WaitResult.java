package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.Optional;

/**
 * How a container ended.
 *
 * @param statusCode exit code
 * @param error why waiting failed
 */
@Json(caseInsensitiveKeys = true)
public record WaitResult(
        @Json.Property("StatusCode") int statusCode,
        @Json.Property("Error") Optional<WaitError> error) {

    /** Takes what a server left out as empty. */
    public WaitResult {
        error = error == null ? Optional.empty() : error;
    }
}
