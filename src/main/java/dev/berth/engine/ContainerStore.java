package dev.berth.engine;

import dev.berth.engine.EngineException.Kind;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps containers on the disk: {@code containers/ID/container.json} and {@code state.json}. */
final class ContainerStore {

    private static final System.Logger LOG = System.getLogger(ContainerStore.class.getName());

    private final Directories directories;
    private final Trash trash;
    private final SpareDirectories spares;
    private final Refill refill;

    ContainerStore(Directories directories, Trash trash, SpareDirectories spares, Refill refill) {
        this.directories = directories;
        this.trash = trash;
        this.spares = spares;
        this.refill = refill;
    }

    /**
     * Makes a container's directories.
     *
     * @return whether that for what it writes is among them
     */
    boolean make(LiveContainer container) throws IOException {
        boolean writable = spares.take(container.directory);
        refill.ask();
        return writable;
    }

    /** Writes what does not change by itself. */
    void save(LiveContainer container) throws EngineException {
        write(container, "container.json", container.record);
    }

    /** Writes what became of it. */
    void saveState(LiveContainer container) throws EngineException {
        write(container, "state.json", container.state);
    }

    /**
     * Writes what became of it if the disk lets it; what has happened has happened, and what matters most of it is in
     * its monitor's files, whose room was taken before it was started.
     */
    void keepState(LiveContainer container) {
        try {
            saveState(container);
        } catch (EngineException e) {
            LOG.log(System.Logger.Level.ERROR, e.getMessage());
        }
    }

    private static void write(LiveContainer container, String file, Record record) throws EngineException {
        try {
            // one that is removed when it ends need not survive a crash of the machine
            AtomicFile.write(container.directory.resolve(file), RecordJson.write(record),
                    !container.record.profile().remove().orElse(false));
        } catch (IOException e) {
            throw new EngineException(Kind.SYSTEM, "cannot write " + container.directory.resolve(file) + ": "
                    + e.getMessage(), e);
        }
    }

    /** All containers on the disk. What is no whole container is moved away. */
    List<LiveContainer> load() throws IOException {
        List<LiveContainer> containers = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directories.containers())) {
            for (Path directory : entries) {
                Optional<LiveContainer> container = load(directory);
                if (container.isPresent()) {
                    containers.add(container.get());
                } else {
                    discard(directory);
                }
            }
        }
        return containers;
    }

    private static Optional<LiveContainer> load(Path directory) {
        Path record = directory.resolve("container.json");
        Path state = directory.resolve("state.json");
        try {
            if (!Files.exists(record)) {
                return Optional.empty();
            }
            return Optional.of(new LiveContainer(directory,
                    RecordJson.read(Files.readString(record), ContainerRecord.class),
                    Files.exists(state) ? RecordJson.read(Files.readString(state), StateRecord.class)
                            : StateRecord.NEW));
        } catch (IOException | IllegalArgumentException e) {
            LOG.log(System.Logger.Level.WARNING, "container " + directory.getFileName() + " cannot be read and is"
                    + " removed: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** Takes a directory away at once; it is deleted later. */
    void discard(Path directory) {
        trash.discard(directory);
    }
}
