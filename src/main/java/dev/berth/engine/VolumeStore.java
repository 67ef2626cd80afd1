package dev.berth.engine;

import dev.berth.engine.EngineException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Volumes as directories {@code volumes/NAME/_data} with a record beside. */
final class VolumeStore implements Volumes {

    private final Path root;
    private final Function<String, List<String>> users;

    VolumeStore(Path root, Function<String, List<String>> users, EventBus events) throws IOException {
        this.root = root;
        this.users = users;
        Files.createDirectories(root);
    }

    private record Kept(Instant created, Map<String, String> labels, boolean anonymous) {
    }

    @Override
    public synchronized Volume create(Optional<String> name, Map<String, String> labels) throws EngineException {
        String chosen = name.orElseGet(Names::newId);
        if (!Names.valid(chosen)) {
            throw new EngineException(Kind.BAD_PARAMETER, "create " + chosen + ": \"" + chosen + "\" includes invalid"
                    + " characters for a local volume name, only \"[a-zA-Z0-9][a-zA-Z0-9_.-]\" are allowed. If you"
                    + " intended to pass a host directory, use absolute path");
        }
        try {
            if (!Files.exists(root.resolve(chosen).resolve("volume.json"))) {
                Files.createDirectories(root.resolve(chosen).resolve("_data"));
                AtomicFile.write(root.resolve(chosen).resolve("volume.json"),
                        RecordJson.write(new Kept(Instant.now(), labels, name.isEmpty())), true);
            }
        } catch (IOException e) {
            throw new EngineException(Kind.SYSTEM, "cannot create volume " + chosen + ": " + e.getMessage(), e);
        }
        return get(chosen);
    }

    @Override
    public List<Volume> list() {
        List<Volume> volumes = new ArrayList<>();
        try (var entries = Files.newDirectoryStream(root)) {
            for (Path entry : entries) {
                volumes.add(get(entry.getFileName().toString()));
            }
        } catch (IOException | EngineException e) {
            System.getLogger(VolumeStore.class.getName()).log(System.Logger.Level.WARNING, e.getMessage());
        }
        volumes.sort(Comparator.comparing(Volume::name));
        return volumes;
    }

    @Override
    public Volume get(String name) throws EngineException {
        Path file = root.resolve(name).resolve("volume.json");
        try {
            if (!Names.valid(name) || !Files.exists(file)) {
                throw new EngineException(Kind.NOT_FOUND, "get " + name + ": no such volume");
            }
            Kept kept = RecordJson.read(Files.readString(file), Kept.class);
            return new Volume(name, root.resolve(name).resolve("_data"), kept.created(), kept.labels(),
                    kept.anonymous());
        } catch (IOException | IllegalArgumentException e) {
            throw new EngineException(Kind.SYSTEM, "cannot read volume " + name + ": " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized void remove(String name, boolean force) throws EngineException {
        get(name);
        List<String> using = users(name);
        if (!using.isEmpty()) {
            throw new EngineException(Kind.CONFLICT, "remove " + name + ": volume is in use - " + using);
        }
        try {
            Directories.delete(root.resolve(name));
        } catch (IOException e) {
            throw new EngineException(Kind.SYSTEM, "cannot remove volume " + name + ": " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized List<Volume> prune(boolean all) throws EngineException {
        List<Volume> removed = new ArrayList<>();
        for (Volume volume : list()) {
            if ((all || volume.anonymous()) && users(volume.name()).isEmpty()) {
                remove(volume.name(), false);
                removed.add(volume);
            }
        }
        return removed;
    }

    @Override
    public List<String> users(String name) {
        return users.apply(name);
    }
}
