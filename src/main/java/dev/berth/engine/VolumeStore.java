package dev.berth.engine;

import dev.berth.engine.EngineException.Kind;
import dev.berth.kernel.FileTree;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Volumes as directories: {@code volumes/NAME/_data}, as docker has them, with the record {@code volume.json} beside. A
 * volume appears and disappears whole: it is made and deleted under a name that begins with a dot, which no volume's
 * name does.
 */
final class VolumeStore implements Volumes {

    private static final System.Logger LOG = System.getLogger(VolumeStore.class.getName());
    private static final String DATA = "_data";
    private static final String RECORD = "volume.json";

    private final Path root;
    private final Function<String, List<String>> users;
    private final EventBus events;
    private final Map<String, Volume> volumes = new TreeMap<>();
    /** Containers that run, or are about to, by volumes with something mounted on them. */
    private final Map<String, Set<String>> attached = new HashMap<>();

    private record Kept(Instant created, Map<String, String> labels, boolean anonymous,
            Map<String, String> options) {
    }

    /**
     * Opens a store, and deletes what a crash left half-made.
     *
     * @param root where the volumes are
     * @param users ids of the containers that use a volume
     * @param events hears about volumes
     * @throws IOException if the directory cannot be made or read
     */
    VolumeStore(Path root, Function<String, List<String>> users, EventBus events) throws IOException {
        this.root = root;
        this.users = users;
        this.events = events;
        Files.createDirectories(root);
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx--x---"));
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (name.startsWith(".")) {
                    FileTree.remove(entry);
                } else if (Names.valid(name) && Files.isDirectory(entry.resolve(DATA))) {
                    volumes.put(name, load(name));
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private Volume load(String name) throws IOException {
        Path directory = root.resolve(name);
        try {
            Kept kept = RecordJson.read(Files.readString(directory.resolve(RECORD)), Kept.class);
            return new Volume(name, directory.resolve(DATA), kept.created(), kept.labels(), kept.anonymous(),
                    kept.options());
        } catch (IOException | IllegalArgumentException e) {
            // Its data matter more than its labels.
            LOG.log(System.Logger.Level.WARNING, "the record of volume " + name + " is lost: " + e.getMessage());
            return new Volume(name, directory.resolve(DATA), Files.getLastModifiedTime(directory).toInstant(), Map.of(),
                    false, Map.of());
        }
    }

    @Override
    public Volume create(Optional<String> name, Map<String, String> labels, Map<String, String> options)
            throws EngineException {
        String chosen = name.filter(n -> !n.isEmpty()).orElseGet(Names::newId);
        check(chosen);
        VolumeMount.check(chosen, options);
        Volume volume;
        synchronized (this) {
            Volume there = volumes.get(chosen);
            if (there != null) {
                return there;
            }
            boolean anonymous = name.isEmpty() || name.get().isEmpty();
            volume = new Volume(chosen, root.resolve(chosen).resolve(DATA), Instant.now(), Map.copyOf(labels),
                    anonymous, Map.copyOf(options));
            make(volume);
            volumes.put(chosen, volume);
        }
        publish("create", chosen);
        return volume;
    }

    private static void check(String name) throws EngineException {
        if (name.length() < 2) {
            throw new EngineException(Kind.BAD_PARAMETER, "create " + name
                    + ": volume name is too short, names should be at least two alphanumeric characters");
        } else if (!Names.valid(name)) {
            throw new EngineException(Kind.BAD_PARAMETER, "create " + name + ": \"" + name
                    + "\" includes invalid characters for a local volume name, only \"[a-zA-Z0-9][a-zA-Z0-9_.-]\" are"
                    + " allowed. If you intended to pass a host directory, use absolute path");
        }
    }

    private void make(Volume volume) throws EngineException {
        Path beside = root.resolve("." + Names.newId());
        try {
            Files.createDirectory(beside, PosixFilePermissions.asFileAttribute(
                    PosixFilePermissions.fromString("rwx--x---")));
            Files.createDirectory(beside.resolve(DATA));
            Files.setPosixFilePermissions(beside.resolve(DATA), PosixFilePermissions.fromString("rwxr-xr-x"));
            AtomicFile.write(beside.resolve(RECORD),
                    RecordJson.write(new Kept(volume.created(), volume.labels(), volume.anonymous(),
                            volume.options())), true);
            Files.move(beside, root.resolve(volume.name()), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            discard(beside);
            String why = e instanceof FileAlreadyExistsException || e instanceof DirectoryNotEmptyException
                    ? "there is something else in " + root.resolve(volume.name()) : e.getMessage();
            throw new EngineException(Kind.SYSTEM, "create " + volume.name() + ": " + why, e);
        }
    }

    private static void discard(Path path) {
        try {
            FileTree.remove(path);
        } catch (IOException e) {
            // the next engine tries again
            LOG.log(System.Logger.Level.WARNING, "cannot delete " + path + ": " + e.getMessage());
        }
    }

    @Override
    public synchronized List<Volume> list() {
        return List.copyOf(volumes.values());
    }

    @Override
    public synchronized Volume get(String name) throws EngineException {
        Volume volume = volumes.get(name);
        if (volume == null) {
            throw new EngineException(Kind.NOT_FOUND, "get " + name + ": no such volume");
        }
        return volume;
    }

    @Override
    public void remove(String name, boolean force) throws EngineException {
        List<String> using = users.apply(name);
        Path gone;
        synchronized (this) {
            if (!volumes.containsKey(name)) {
                if (force) {
                    return;
                }
                throw new EngineException(Kind.NOT_FOUND, "get " + name + ": no such volume");
            } else if (!using.isEmpty()) {
                throw new EngineException(Kind.CONFLICT, "remove " + name + ": volume is in use - ["
                        + String.join(", ", using) + "]");
            }
            unmount(name);
            gone = root.resolve("." + Names.newId());
            try {
                Files.move(root.resolve(name), gone, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                throw new EngineException(Kind.SYSTEM, "remove " + name + ": " + e.getMessage(), e);
            }
            volumes.remove(name);
        }
        discard(gone);
        publish("destroy", name);
    }

    @Override
    public List<String> users(String name) {
        return users.apply(name);
    }

    /**
     * Mounts what the options of volumes ask for, before a container that uses them starts.
     *
     * @param names the volumes
     * @param container its id, until {@link #detach}
     */
    synchronized void attach(List<String> names, String container) throws EngineException {
        for (String name : names) {
            Volume volume = get(name);
            if (!volume.options().isEmpty()) {
                attached.computeIfAbsent(name, k -> new HashSet<>()).add(container);
                new VolumeMount(volume.path(), volume.options()).mount();
            }
        }
    }

    /** Unmounts those that no other container uses, when a container has ended or did not start. */
    synchronized void detach(List<String> names, String container) {
        for (String name : names) {
            Set<String> users = attached.get(name);
            if (users != null && users.remove(container) && users.isEmpty()) {
                attached.remove(name);
                unmount(name);
            }
        }
    }

    private void unmount(String name) {
        Volume volume = volumes.get(name);
        if (volume != null && !volume.options().isEmpty()) {
            new VolumeMount(volume.path(), volume.options()).unmount();
        }
    }

    private void publish(String action, String name) {
        events.tell("volume", action, name, Map.of("driver", "local"));
    }
}
