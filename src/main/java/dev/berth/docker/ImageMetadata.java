package dev.berth.docker;

import io.avaje.jsonb.Json;

/**
 * Local facts of an image.
 *
 * @param lastTagTime RFC 3339
 */
@Json(caseInsensitiveKeys = true)
public record ImageMetadata(
        @Json.Property("LastTagTime") String lastTagTime) {

    /** Takes what a server left out as empty. */
    public ImageMetadata {
        lastTagTime = lastTagTime == null ? "" : lastTagTime;
    }

    /** Never tagged here. */
    public static final ImageMetadata NONE = new ImageMetadata("0001-01-01T00:00:00Z");
}
