package dev.berth.engine;

import dev.berth.image.store.ImageStore;
import dev.berth.kernel.Fd;
import dev.berth.kernel.FileCalls;
import dev.berth.kernel.FileTree;
import dev.berth.kernel.OpenFlags;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A container's directory made ahead, with what is the same for every container: a file system takes longer to make
 * five directories than to give one another name. One lies ready.
 */
final class SpareDirectories {

    private static final System.Logger LOG = System.getLogger(SpareDirectories.class.getName());

    private final Path place;
    private final ImageStore images;
    private final AtomicReference<Spare> ready = new AtomicReference<>();

    /** A directory, and whether the storage driver's part is in it. */
    private record Spare(Path directory, boolean writable) {
    }

    /**
     * None yet; those that an engine before this one left are thrown away.
     *
     * @param place where, on the file system of the containers
     * @param images knows the storage driver
     * @param trash deletes
     */
    SpareDirectories(Path place, ImageStore images, Trash trash) throws IOException {
        this.place = place;
        this.images = images;
        try (Fd fd = Fd.open(place, OpenFlags.DIRECTORY, 0)) {
            FileCalls.spread(fd.number());
        }
        try (DirectoryStream<Path> left = Files.newDirectoryStream(place)) {
            left.forEach(trash::discard);
        }
    }

    /**
     * Makes a container's directory, of the spare one if there is one.
     *
     * @param directory where it is to be
     * @return whether what the storage driver makes is in it
     */
    boolean take(Path directory) throws IOException {
        Spare spare = ready.getAndSet(null);
        if (spare != null) {
            try {
                Files.move(spare.directory(), directory, StandardCopyOption.ATOMIC_MOVE);
                return spare.writable();
            } catch (NoSuchFileException e) {
                LOG.log(System.Logger.Level.WARNING, spare.directory() + " was removed");
            }
        }
        make(directory);
        return false;
    }

    private static void make(Path directory) throws IOException {
        Files.createDirectory(directory);
        Files.createDirectory(directory.resolve("log"));
    }

    private Spare spare(Path directory) throws IOException {
        make(directory);
        // no files: ext4 writes out what is cut to nothing and written anew when it is closed (auto_da_alloc)
        return new Spare(directory, images.writable(directory.resolve(LiveContainer.WRITABLE)).makeAhead());
    }

    /** Makes a spare directory if there is none. */
    void refill() {
        if (ready.get() != null) {
            return;
        }
        Path directory = place.resolve(Long.toHexString(System.nanoTime()));
        try {
            Spare spare = spare(directory);
            if (!ready.compareAndSet(null, spare)) {
                FileTree.remove(directory);
            }
        } catch (IOException e) {
            // a full disk is told by whoever needs the room
            LOG.log(System.Logger.Level.DEBUG, "no spare directory: " + e.getMessage());
            deleteQuietly(Optional.of(directory));
        }
    }

    /** Removes the spare directory. */
    void close() {
        deleteQuietly(Optional.ofNullable(ready.getAndSet(null)).map(Spare::directory));
    }

    private static void deleteQuietly(Optional<Path> directory) {
        try {
            if (directory.isPresent()) {
                FileTree.remove(directory.get());
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "cannot delete " + directory.get() + ": " + e.getMessage());
        }
    }
}
