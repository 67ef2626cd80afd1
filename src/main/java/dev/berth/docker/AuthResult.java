package dev.berth.docker;

import io.avaje.jsonb.Json;

/**
 * Answer to checking credentials.
 *
 * @param status {@code Login Succeeded}
 * @param identityToken token to keep in place of the password
 */
@Json(caseInsensitiveKeys = true)
public record AuthResult(
        @Json.Property("Status") String status,
        @Json.Property("IdentityToken") String identityToken) {

    /** Takes what a server left out as empty. */
    public AuthResult {
        status = status == null ? "" : status;
        identityToken = identityToken == null ? "" : identityToken;
    }
}
