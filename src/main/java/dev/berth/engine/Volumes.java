package dev.berth.engine;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Volumes: directories of the engine's that outlive containers. */
public interface Volumes {

    /**
     * A volume.
     *
     * @param name its name
     * @param path its directory
     * @param created when it was created
     * @param labels its labels
     * @param anonymous whether it was made for one container, without a name
     */
    record Volume(String name, Path path, Instant created, Map<String, String> labels, boolean anonymous) {
    }

    /** Makes one, or finds the one that has this name. */
    Volume create(Optional<String> name, Map<String, String> labels) throws EngineException;

    /** All volumes by name. */
    List<Volume> list();

    /** One volume. */
    Volume get(String name) throws EngineException;

    /** Removes one; a conflict if a container uses it. */
    void remove(String name, boolean force) throws EngineException;

    /** Removes the volumes that no container uses; only anonymous ones unless all are asked for. */
    List<Volume> prune(boolean all) throws EngineException;

    /** Ids of the containers that use a volume. */
    List<String> users(String name);
}
