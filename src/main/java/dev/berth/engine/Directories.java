package dev.berth.engine;

import dev.berth.kernel.Fd;
import dev.berth.kernel.FileCalls;
import dev.berth.kernel.OpenFlags;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Where the engine keeps things.
 *
 * @param data images, containers, volumes
 * @param run sockets
 */
public record Directories(Path data, Path run) {

    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rwx------");
    /** Others pass through to the sockets, whose own modes say who may use them, and see nothing. */
    private static final Set<PosixFilePermission> PASSAGE = PosixFilePermissions.fromString("rwx--x--x");
    /** As docker's, after CVE-2021-41091: a user of the machine must not reach a set-user-id file of a container. */
    private static final Set<PosixFilePermission> ROOT_ONLY = PosixFilePermissions.fromString("rwx--x---");

    /** Makes them; nobody else may look into the data directory or pass through it. */
    void prepare() throws IOException {
        try {
            Files.createDirectories(data);
        } catch (FileAlreadyExistsException e) {
            throw new IOException("the data directory " + data + " is a file; set BERTH_DATA to a directory", e);
        }
        Files.setPosixFilePermissions(data, ROOT_ONLY);
        prepareRun(run);
        make(containers(), ROOT_ONLY);
        try (Fd containers = Fd.open(containers(), OpenFlags.DIRECTORY, 0)) {
            FileCalls.spread(containers.number());
        }
        make(trash(), PRIVATE);
        make(spare(), PRIVATE);
    }

    /**
     * Makes the run directory; one that was there keeps its modes.
     *
     * @param run where
     * @throws IOException if it cannot be made
     */
    public static void prepareRun(Path run) throws IOException {
        if (!Files.isDirectory(run)) {
            Files.createDirectories(run);
            Files.setPosixFilePermissions(run, PASSAGE);
        }
    }

    private static void make(Path directory, Set<PosixFilePermission> permissions) throws IOException {
        Files.createDirectories(directory);
        Files.setPosixFilePermissions(directory, permissions);
    }

    /** One directory per container. */
    Path containers() {
        return data.resolve("containers");
    }

    /** What was removed and is being deleted. */
    Path trash() {
        return data.resolve("trash");
    }

    /** What was made ahead. */
    Path spare() {
        return data.resolve("spare");
    }

    /** A container's directory. */
    Path container(String id) {
        return containers().resolve(id);
    }
}
