package dev.berth.build.cache;

import dev.berth.image.Digest;
import dev.berth.image.store.BuiltLayer;
import java.time.Instant;
import java.util.Optional;

/**
 * What came of a step.
 *
 * @param key the step's key
 * @param created when it was carried out
 * @param layer what it made; nothing if it changed no file
 * @param chain the chain id with it on top; nothing without a layer
 */
public record CacheRecord(Digest key, Instant created, Optional<BuiltLayer> layer, Optional<Digest> chain) {
}
