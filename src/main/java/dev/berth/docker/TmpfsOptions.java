package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Options of a tmpfs.
 *
 * @param sizeBytes most bytes
 * @param mode permission bits
 * @param options further mount options, each a word or a key and its value (since API 1.46)
 */
@Json(caseInsensitiveKeys = true)
public record TmpfsOptions(
        @Json.Property("SizeBytes") OptionalLong sizeBytes,
        @Json.Property("Mode") OptionalInt mode,
        @Json.Property("Options") @Json.Serializer(RowsOrAbsent.class) List<List<String>> options) {

    /** Takes what a server left out as empty. */
    public TmpfsOptions {
        sizeBytes = sizeBytes == null ? OptionalLong.empty() : sizeBytes;
        mode = mode == null ? OptionalInt.empty() : mode;
        options = options == null ? List.of() : options;
    }
}
