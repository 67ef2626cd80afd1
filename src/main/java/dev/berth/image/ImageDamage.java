package dev.berth.image;

import java.util.List;

/**
 * Something of an image that is not what it should be.
 *
 * @param kind what it is
 * @param digest of the blob, or the chain id of the unpacked layer
 * @param detail what is wrong with it, a sentence without subject
 * @param images names, or manifests' digests where there are none, of the images that need it
 * @param repaired how it was repaired; empty if it still is broken
 */
public record ImageDamage(Kind kind, Digest digest, String detail, List<String> images, String repaired) {

    /** What can be broken. */
    public enum Kind {
        /** A manifest, a configuration, or a layer's archive. */
        BLOB,
        /** A layer's files as they were unpacked. */
        LAYER
    }

    /** Keeps its own copy of the list. */
    public ImageDamage {
        images = List.copyOf(images);
    }

    /** Whether it is broken no more. */
    public boolean isRepaired() {
        return !repaired.isEmpty();
    }

    /** The same, repaired. */
    public ImageDamage repairedBy(String how) {
        return new ImageDamage(kind, digest, detail, images, how);
    }
}
