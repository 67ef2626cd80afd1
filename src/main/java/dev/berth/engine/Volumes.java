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
     * @param options what is mounted on it while it is used: {@code type}, {@code device} and {@code o}; usually none
     */
    record Volume(String name, Path path, Instant created, Map<String, String> labels, boolean anonymous,
            Map<String, String> options) {
    }

    /** Makes one, or finds the one that has this name. */
    default Volume create(Optional<String> name, Map<String, String> labels) throws EngineException {
        return create(name, labels, Map.of());
    }

    /** The same, with options of docker's local driver. */
    Volume create(Optional<String> name, Map<String, String> labels, Map<String, String> options)
            throws EngineException;

    /** All volumes by name. */
    List<Volume> list();

    /** One volume. */
    Volume get(String name) throws EngineException;

    /** Removes one; a conflict if a container uses it. */
    void remove(String name, boolean force) throws EngineException;

    /** Ids of the containers that use a volume. */
    List<String> users(String name);
}
