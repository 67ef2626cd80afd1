package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.Optional;

/**
 * Credentials of a registry.
 *
 * @param username user
 * @param password password
 * @param auth both in base64
 * @param email legacy
 * @param serveraddress registry
 * @param identitytoken OAuth refresh token
 * @param registrytoken bearer token
 */
@Json(caseInsensitiveKeys = true)
public record AuthConfig(
        @Json.Property("username") Optional<String> username,
        @Json.Property("password") Optional<String> password,
        @Json.Property("auth") Optional<String> auth,
        @Json.Property("email") Optional<String> email,
        @Json.Property("serveraddress") Optional<String> serveraddress,
        @Json.Property("identitytoken") Optional<String> identitytoken,
        @Json.Property("registrytoken") Optional<String> registrytoken) {

    /** Takes what a server left out as empty. */
    public AuthConfig {
        username = username == null ? Optional.empty() : username;
        password = password == null ? Optional.empty() : password;
        auth = auth == null ? Optional.empty() : auth;
        email = email == null ? Optional.empty() : email;
        serveraddress = serveraddress == null ? Optional.empty() : serveraddress;
        identitytoken = identitytoken == null ? Optional.empty() : identitytoken;
        registrytoken = registrytoken == null ? Optional.empty() : registrytoken;
    }
}
