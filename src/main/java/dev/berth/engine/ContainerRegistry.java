package dev.berth.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The containers in memory, by id and by name. */
final class ContainerRegistry {

    private final Map<String, LiveContainer> byId = new ConcurrentHashMap<>();
    private final Map<String, LiveContainer> byName = new ConcurrentHashMap<>();

    /**
     * Adds one under its name.
     *
     * @throws EngineException in docker's words if the name is in use
     */
    void add(LiveContainer container) throws EngineException {
        claim(container.record.name(), container);
        byId.put(container.id(), container);
    }

    /** Gives a name to a container. */
    void claim(String name, LiveContainer container) throws EngineException {
        LiveContainer other = byName.putIfAbsent(name, container);
        if (other != null && other != container) {
            throw new EngineException(EngineException.Kind.CONFLICT, "Conflict. The container name \"/" + name
                    + "\" is already in use by container \"" + other.id()
                    + "\". You have to remove (or rename) that container to be able to reuse that name.");
        }
    }

    /** Whether a name is free. */
    boolean free(String name) {
        return !byName.containsKey(name);
    }

    /** Takes a name back. */
    void release(String name, LiveContainer container) {
        byName.remove(name, container);
    }

    /** Takes a container out. */
    void remove(LiveContainer container) {
        byId.remove(container.id(), container);
        byName.remove(container.record.name(), container);
    }

    /** All, newest first. */
    List<LiveContainer> all() {
        List<LiveContainer> all = new ArrayList<>(byId.values());
        all.sort(Comparator.comparing((LiveContainer c) -> c.record.created()).reversed());
        return all;
    }

    /**
     * One by id, name, or the beginning of its id, in docker's order.
     *
     * @throws EngineException if there is none, or several
     */
    LiveContainer get(String reference) throws EngineException {
        String name = reference.startsWith("/") ? reference.substring(1) : reference;
        LiveContainer container = byId.get(name);
        if (container == null) {
            container = byName.get(name);
        }
        if (container != null) {
            return container;
        }
        List<String> matches = new ArrayList<>();
        for (LiveContainer candidate : byId.values()) {
            if (!name.isEmpty() && candidate.id().startsWith(name)) {
                container = candidate;
                matches.add(candidate.id().substring(0, 12));
            }
        }
        if (matches.size() > 1) {
            throw EngineException.ambiguous(reference, matches);
        } else if (container == null) {
            throw EngineException.noSuchContainer(reference);
        }
        return container;
    }
}
