package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.List;

/**
 * Something of an image that is, or was, broken; Berth's own.
 *
 * @param kind {@code blob} or {@code layer}
 * @param digest of the blob, or the layer's chain id
 * @param detail what is wrong with it
 * @param images the images that need it
 * @param repaired how it was repaired; empty if it still is broken
 */
@Json(caseInsensitiveKeys = true)
public record ImageProblem(
        @Json.Property("Kind") String kind,
        @Json.Property("Digest") String digest,
        @Json.Property("Detail") String detail,
        @Json.Property("Images") @Json.Serializer(Strings.class) List<String> images,
        @Json.Property("Repaired") String repaired) {

    /** Takes what a server left out as empty. */
    public ImageProblem {
        kind = kind == null ? "" : kind;
        digest = digest == null ? "" : digest;
        detail = detail == null ? "" : detail;
        images = images == null ? List.of() : images;
        repaired = repaired == null ? "" : repaired;
    }
}
