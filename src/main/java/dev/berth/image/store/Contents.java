package dev.berth.image.store;

/**
 * The parts of a store.
 *
 * @param blobs what is content-addressed
 * @param layers what is unpacked
 * @param index which images there are
 * @param leases who holds what
 */
public record Contents(BlobStore blobs, LayerStore layers, IndexFile index, Leases leases) {
}
