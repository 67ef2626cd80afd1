package dev.berth.image.store;

import dev.berth.image.IdShift;
import dev.berth.image.RootFilesystem;
import dev.berth.image.layer.FileChange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What one container wrote on top of its image, in a directory of the container's own. How it lies there is the storage
 * driver's affair.
 */
public interface WritableLayer {

    /**
     * Makes it, empty.
     *
     * @param root the image's files
     * @param ids who owns the container's files, where the driver has to say so
     */
    void make(RootFilesystem root, IdShift ids) throws IOException;

    /**
     * Makes it before it is known for which image, if it is the same for each.
     *
     * @return whether it is made, and {@link #make} has nothing left to do
     */
    default boolean makeAhead() throws IOException {
        return false;
    }

    /**
     * Bytes of the files that the container made or changed, those with several names counted once.
     *
     * @param root the image's files
     */
    long sizeBytes(RootFilesystem root) throws IOException;

    /**
     * What the container changed, sorted by path within each directory.
     *
     * @param root the image's files
     * @param excluded relative paths to leave out; what an engine puts into every container
     */
    List<FileChange> changes(RootFilesystem root, Set<String> excluded) throws IOException;

    /**
     * Writes what the container changed as a layer. Nobody must write to it meanwhile.
     *
     * @param root the image's files
     * @param excluded relative paths to leave out
     * @param out where to, buffered; not closed
     */
    void pack(RootFilesystem root, Set<String> excluded, OutputStream out) throws IOException;

    /**
     * Writes the whole tree as the container sees it, without what is mounted on it, as an archive.
     *
     * @param root the image's files
     * @param hidden relative paths to leave out
     * @param out where to, buffered; not closed
     */
    void export(RootFilesystem root, Set<String> hidden, OutputStream out) throws IOException;

    /** How the container's root comes about. */
    Mountable mountable();

    /** What an engine has to mount as the root. */
    sealed interface Mountable {

        /**
         * An overlay over the image's lower directories.
         *
         * @param upper the upper directory
         * @param work the work directory
         */
        record Overlay(Path upper, Path work) implements Mountable {
        }

        /**
         * A directory with everything in it, owned as the container needs it.
         *
         * @param root the directory
         */
        record Directory(Path root) implements Mountable {
        }
    }
}
