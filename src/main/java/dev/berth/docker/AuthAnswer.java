package dev.berth.docker;

import io.avaje.jsonb.Json;

/**
 * The answer to a login.
 *
 * @param identityToken to be kept instead of the password; empty if there is none
 * @param status a sentence
 */
@Json(caseInsensitiveKeys = true)
public record AuthAnswer(
        @Json.Property("IdentityToken") String identityToken,
        @Json.Property("Status") String status) {

    /** Takes what a server left out as empty. */
    public AuthAnswer {
        identityToken = identityToken == null ? "" : identityToken;
        status = status == null ? "" : status;
    }
}
