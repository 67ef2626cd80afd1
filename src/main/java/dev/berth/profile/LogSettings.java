package dev.berth.profile;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The {@code [log]} table.
 *
 * @param driver {@code local} (Berth's own; {@code json-file} is taken for it) or {@code none}
 * @param maxSizeBytes size of a log segment before the next one is begun
 * @param maxFiles how many segments are kept
 */
public record LogSettings(Optional<String> driver, OptionalLong maxSizeBytes, OptionalInt maxFiles) {

    /** Nothing said. */
    public static final LogSettings NONE =
            new LogSettings(Optional.empty(), OptionalLong.empty(), OptionalInt.empty());

    /**
     * Lays these settings over others.
     *
     * @param below what counts where this says nothing
     * @return both as one
     */
    public LogSettings over(LogSettings below) {
        if (this == NONE || below == NONE) {
            return this == NONE ? below : this;
        }
        return new LogSettings(
                Over.of(driver, below.driver),
                Over.of(maxSizeBytes, below.maxSizeBytes),
                Over.of(maxFiles, below.maxFiles));
    }
}
