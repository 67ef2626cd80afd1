package dev.berth.console;

/**
 * A path that a layer of an image, or a container, adds, changes or deletes.
 *
 * @param path absolute path
 * @param change what becomes of it
 * @param sizeBytes of a regular file; 0 for all else, -1 where it is not known
 */
public record FileItem(String path, Change change, long sizeBytes) {
    /** What becomes of a path. */
    public enum Change {
        /** The layer has it as the first one. */
        ADDED,
        /** A lower layer has it, too. */
        CHANGED,
        /** A lower layer has it, and this one takes it away. */
        DELETED
    }
}
