package dev.berth.build;

import dev.berth.build.cache.CacheRecord;
import java.time.Instant;

/**
 * A step in the cache with what it takes.
 *
 * @param record the step
 * @param lastUsed when a build took its result, or made it
 * @param bytes of its layer, unpacked and packed
 * @param shared whether the layer is an image's too, or that of an entry before this one: removing this one gives
 *     nothing back
 */
public record CacheEntry(CacheRecord record, Instant lastUsed, long bytes, boolean shared) {
}
