package dev.berth.engine;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Gives each container that asks for it a range of host ids of its own. */
final class IdRanges {

    /** Ids per container: what the ids of a usual image fit into. */
    static final long COUNT = 65536;
    /** Above systemd's ranges (its documentation "Users, Groups, UIDs and GIDs"), below 2^31. */
    static final long FIRST = 0x70000000L;
    private static final long LAST = 0x7ffeffffL - COUNT;

    private IdRanges() {
    }

    /**
     * The first id of a free range.
     *
     * @param containers all containers
     * @throws EngineException if there is none left
     */
    static long free(List<LiveContainer> containers) throws EngineException {
        Set<Long> used = new HashSet<>();
        containers.forEach(container -> used.add(container.record.idMapBase()));
        for (long base = FIRST; base <= LAST; base += COUNT) {
            if (!used.contains(base)) {
                return base;
            }
        }
        throw new EngineException(EngineException.Kind.SYSTEM, "no user id range is left for another container");
    }
}
