package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.OptionalLong;

/**
 * How far a transfer is.
 *
 * @param current bytes done
 * @param total bytes in all
 */
@Json(caseInsensitiveKeys = true)
public record ProgressDetail(
        @Json.Property("current") OptionalLong current,
        @Json.Property("total") OptionalLong total) {

    /** Takes what a server left out as empty. */
    public ProgressDetail {
        current = current == null ? OptionalLong.empty() : current;
        total = total == null ? OptionalLong.empty() : total;
    }
}
