package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.List;

/**
 * What a layer of an image does; Berth's own.
 *
 * @param digest of the layer's archive
 * @param createdBy the instruction that made it
 * @param size bytes of its files
 * @param wasted bytes of files of lower layers that it deletes or replaces
 * @param added how many paths it adds
 * @param modified how many paths it changes
 * @param deleted how many paths it deletes
 * @param files the paths, in the archive's order; empty unless they were asked for
 */
@Json(caseInsensitiveKeys = true)
public record ImageLayer(
        @Json.Property("Digest") String digest,
        @Json.Property("CreatedBy") String createdBy,
        @Json.Property("Size") long size,
        @Json.Property("Wasted") long wasted,
        @Json.Property("Added") long added,
        @Json.Property("Modified") long modified,
        @Json.Property("Deleted") long deleted,
        @Json.Property("Files") List<ImageFile> files) {

    /** Takes what a server left out as empty. */
    public ImageLayer {
        digest = digest == null ? "" : digest;
        createdBy = createdBy == null ? "" : createdBy;
        files = files == null ? List.of() : files;
    }
}
