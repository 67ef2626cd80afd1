package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Options of a tmpfs.
 *
 * @param sizeBytes most bytes
 * @param mode permission bits
 */
@Json(caseInsensitiveKeys = true)
public record TmpfsOptions(
        @Json.Property("SizeBytes") OptionalLong sizeBytes,
        @Json.Property("Mode") OptionalInt mode) {

    /** Takes what a server left out as empty. */
    public TmpfsOptions {
        sizeBytes = sizeBytes == null ? OptionalLong.empty() : sizeBytes;
        mode = mode == null ? OptionalInt.empty() : mode;
    }
}
