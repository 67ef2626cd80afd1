package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.List;
import java.util.Optional;

/**
 * What a registry has under a name.
 *
 * @param descriptor the manifest, or the index
 * @param platforms what it is for
 */
@Json(caseInsensitiveKeys = true)
public record DistributionInspect(
        @Json.Property("Descriptor") Pointer descriptor,
        @Json.Property("Platforms") List<Platform> platforms) {

    /**
     * A pointer to a document.
     *
     * @param mediaType what it is
     * @param digest its digest
     * @param size its bytes
     */
    @Json(caseInsensitiveKeys = true)
    public record Pointer(
            @Json.Property("mediaType") String mediaType,
            @Json.Property("digest") String digest,
            @Json.Property("size") long size) {
    }

    /**
     * A platform.
     *
     * @param architecture by Go's name
     * @param os by Go's name
     * @param variant of the architecture
     */
    @Json(caseInsensitiveKeys = true)
    public record Platform(
            @Json.Property("architecture") String architecture,
            @Json.Property("os") String os,
            @Json.Property("variant") Optional<String> variant) {
    }
}
