package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.List;

/**
 * What a variant of an image is.
 *
 * @param platform what it runs on
 * @param containers ids of those that use it
 * @param size of its unpacked files
 */
@Json(caseInsensitiveKeys = true)
public record ManifestImage(
        @Json.Property("Platform") ManifestPlatform platform,
        @Json.Property("Containers") @Json.Serializer(Strings.class) List<String> containers,
        @Json.Property("Size") UnpackedSize size) {

    /** Takes what a server left out as empty. */
    public ManifestImage {
        platform = platform == null ? new ManifestPlatform("", "", "") : platform;
        containers = containers == null ? List.of() : containers;
        size = size == null ? new UnpackedSize(0) : size;
    }
}
