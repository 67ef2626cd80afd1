package dev.berth.image;

import java.time.Instant;
import java.util.Optional;

/**
 * A step of an image's making.
 *
 * @param created when
 * @param createdBy the command or instruction
 * @param author who
 * @param comment what was said about it
 * @param emptyLayer whether it made no layer
 */
public record HistoryEntry(Optional<Instant> created, Optional<String> createdBy, Optional<String> author,
        Optional<String> comment, boolean emptyLayer) {
}
