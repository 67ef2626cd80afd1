package dev.berth.image.layer;

/**
 * A path that a layer or a container changed.
 *
 * @param path absolute
 * @param kind how
 * @param sizeBytes of a regular file
 */
public record FileChange(String path, Kind kind, long sizeBytes) {

    /** How a path changed; the ordinal is the {@code Kind} of Docker's API. */
    public enum Kind {
        /** Changed. */
        MODIFIED,
        /** Made. */
        ADDED,
        /** Removed. */
        DELETED
    }
}
