package dev.berth.engine;

import dev.berth.image.RootFilesystem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;

/**
 * Files that are copied into and out of containers, running or not, as tar archives. Paths are the container's own,
 * from its root also without a slash; a link at the end of one is taken itself, unless a slash follows it.
 */
public interface Archives {

    /**
     * What is at a path.
     *
     * @param name last name of the path as it was asked for
     * @param size in bytes
     * @param mode type and permission bits ({@code st_mode})
     * @param modified when it was last written
     * @param linkTarget where a symbolic link leads in the container, also if nothing is there; else empty
     */
    record Stat(String name, long size, int mode, Instant modified, String linkTarget) {
    }

    /** A file that is about to be read. */
    interface Source extends AutoCloseable {
        /** What it is. */
        Stat stat();

        /**
         * Writes it, with all beneath it, as a tar archive.
         *
         * @param out not closed here
         * @throws IOException if it cannot be read, or nobody takes the archive
         */
        void writeTo(OutputStream out) throws IOException;

        @Override
        void close();
    }

    /**
     * Opens what is at a path.
     *
     * @param reference the container
     * @param path the path
     * @throws EngineException {@code NOT_FOUND} if nothing is there
     */
    Source open(String reference, String path) throws EngineException;

    /**
     * What a container stands on: its image's files, and where those lack them the empty ones that the engine mounts
     * its own on, which are in an export as with docker.
     *
     * @param reference the container
     * @return for the caller to close
     * @throws IOException if the image cannot be read
     */
    RootFilesystem base(String reference) throws EngineException, IOException;

    /**
     * How an archive is unpacked.
     *
     * @param keepKinds whether a directory must not replace what is none, nor the other way round
     * @param toUser whether everything is to belong to the container's user, if it has one
     */
    record Unpacking(boolean keepKinds, boolean toUser) {
    }

    /**
     * Unpacks an archive in a container.
     *
     * @param reference the container
     * @param path a directory that is there
     * @param archive plain or compressed; read to its end
     * @param how how
     * @throws EngineException {@code NOT_FOUND} if the directory is not there, {@code FORBIDDEN} if it is read-only
     */
    void unpack(String reference, String path, InputStream archive, Unpacking how) throws EngineException;
}
