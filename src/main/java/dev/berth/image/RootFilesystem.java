package dev.berth.image;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * An image's files, ready to be lower directories of an overlay. While it is open, nothing of it is removed; keep it
 * open as long as a container, also a stopped one, stands on it.
 */
public interface RootFilesystem extends AutoCloseable {

    /** The overlay's lower directories, the top one first. */
    List<Path> lowerDirectories();

    /**
     * Directories to bind read-only over the overlay after it is mounted: file systems of their own that a lower
     * directory {@code /} does not show ({@code /usr}, {@code /var} … on a disk of their own). Empty but for
     * {@code host}.
     */
    default List<Path> readOnlyBinds() {
        return List.of();
    }

    /**
     * Absolute paths in it to hide from the container unless its profile asks; only those that exist. Empty but for
     * {@code host}.
     */
    default List<String> maskedPaths() {
        return List.of();
    }

    /**
     * A place on disk for what somebody derives from these files; it goes when they go.
     *
     * @param name what it is called there
     * @return empty where the files may change, as those of {@code host}
     */
    default Optional<Path> companion(String name) {
        return Optional.empty();
    }

    /** Gives it back. Closing twice is harmless. */
    @Override
    void close();
}
