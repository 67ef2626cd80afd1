package dev.berth.build;

import dev.berth.image.Digest;
import java.time.Instant;

/**
 * Something in the build cache with what it takes.
 *
 * @param id the step's key, or the directory's name
 * @param kind what it is
 * @param description for people; may be empty
 * @param created when it was made
 * @param lastUsed when a build used it, or made it
 * @param bytes of its files; of a step the layer's, unpacked and packed
 * @param shared whether the layer is an image's too, or that of an entry before this one: removing this one gives
 *     nothing back
 * @param inUse whether a step uses it now, so that it cannot be removed
 */
public record CacheEntry(Digest id, Kind kind, String description, Instant created, Instant lastUsed, long bytes,
        boolean shared, boolean inUse) {

    /** What the cache holds. */
    public enum Kind {
        /** The layer that a step made. */
        STEP("regular"),
        /** A directory of {@code RUN --mount=type=cache}. */
        DIRECTORY("exec.cachemount");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** What docker's {@code system df} calls it. */
        public String word() {
            return word;
        }
    }
}
