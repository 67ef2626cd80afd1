package dev.berth.docker;

import io.avaje.jsonb.Json;

/**
 * A file in a container; sent in a header, base64.
 *
 * @param name base name
 * @param size bytes
 * @param mode Go's {@code os.FileMode}
 * @param mtime RFC 3339
 * @param linkTarget for symbolic links
 */
@Json(caseInsensitiveKeys = true)
public record PathStat(
        @Json.Property("name") String name,
        @Json.Property("size") long size,
        @Json.Property("mode") long mode,
        @Json.Property("mtime") String mtime,
        @Json.Property("linkTarget") String linkTarget) {

    /** Takes what a server left out as empty. */
    public PathStat {
        name = name == null ? "" : name;
        mtime = mtime == null ? "" : mtime;
        linkTarget = linkTarget == null ? "" : linkTarget;
    }
}
