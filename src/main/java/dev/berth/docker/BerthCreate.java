package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Berth's addition to the create request: a profile under the other settings.
 *
 * @param profile name of a profile
 * @param profileText a profile as TOML
 * @param scale index of this container when a profile is scaled
 */
@Json(caseInsensitiveKeys = true)
public record BerthCreate(
        @Json.Property("Profile") Optional<String> profile,
        @Json.Property("ProfileText") Optional<String> profileText,
        @Json.Property("Scale") OptionalInt scale) {

    /** Takes what a server left out as empty. */
    public BerthCreate {
        profile = profile == null ? Optional.empty() : profile;
        profileText = profileText == null ? Optional.empty() : profileText;
        scale = scale == null ? OptionalInt.empty() : scale;
    }
}
