package dev.berth.docker;

import io.avaje.jsonb.Json;

/**
 * What an image runs on (OCI image specification, image-index.md).
 *
 * @param architecture for example {@code amd64}
 * @param os for example {@code linux}
 * @param variant for example {@code v8}, empty for none
 */
@Json(caseInsensitiveKeys = true)
public record ManifestPlatform(
        @Json.Property("architecture") String architecture,
        @Json.Property("os") String os,
        @Json.Property("variant") String variant) {

    /** Takes what a server left out as empty. */
    public ManifestPlatform {
        architecture = architecture == null ? "" : architecture;
        os = os == null ? "" : os;
        variant = variant == null ? "" : variant;
    }

    /** {@code linux/arm64/v8}. */
    @Override
    public String toString() {
        return os + '/' + architecture + (variant.isEmpty() ? "" : '/' + variant);
    }
}
