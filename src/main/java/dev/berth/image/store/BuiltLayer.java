package dev.berth.image.store;

import dev.berth.image.Digest;
import dev.berth.image.manifest.Descriptor;

/**
 * A layer of an image that is being built.
 *
 * @param diffId digest of the plain layer
 * @param blob the layer's blob, as a manifest names it
 */
public record BuiltLayer(Digest diffId, Descriptor blob) {
}
