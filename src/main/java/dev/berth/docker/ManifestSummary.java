package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.Optional;

/**
 * A platform's variant of an image, in a list that was asked for with {@code manifests}.
 *
 * @param id the manifest's digest
 * @param available whether its files are here
 * @param size what it takes
 * @param kind {@code image}
 * @param imageData what it is, if it is an image
 */
@Json(caseInsensitiveKeys = true)
public record ManifestSummary(
        @Json.Property("ID") String id,
        @Json.Property("Available") boolean available,
        @Json.Property("Size") ManifestSize size,
        @Json.Property("Kind") String kind,
        @Json.Property("ImageData") Optional<ManifestImage> imageData) {

    /** Takes what a server left out as empty. */
    public ManifestSummary {
        id = id == null ? "" : id;
        size = size == null ? new ManifestSize(0, 0) : size;
        kind = kind == null ? "" : kind;
        imageData = imageData == null ? Optional.empty() : imageData;
    }
}
