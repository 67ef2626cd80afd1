package dev.berth.isolation;

import dev.berth.profile.Namespaces.IdRange;
import java.util.List;

/**
 * How ids of a container map to ids of the host, the same for users and groups.
 *
 * @param ranges the ranges; none is the identity
 */
public record IdMap(List<IdRange> ranges) {

    /** The host's own ids. */
    public static final IdMap IDENTITY = new IdMap(List.of());

    /** Whether ids are the host's. */
    public boolean identity() {
        return ranges.isEmpty();
    }

    /**
     * The host's id for one of the container's.
     *
     * @param id an id inside
     * @return the id outside; the overflow id 65534 where none is mapped
     */
    public long host(long id) {
        if (ranges.isEmpty()) {
            return id;
        }
        for (IdRange range : ranges) {
            if (id >= range.container() && id - range.container() < range.count()) {
                return range.host() + id - range.container();
            }
        }
        return 65534;
    }

    /**
     * The container's id for one of the host's.
     *
     * @param id an id outside
     * @return the id inside; the overflow id 65534 where none is mapped
     */
    public long inside(long id) {
        if (ranges.isEmpty()) {
            return id;
        }
        for (IdRange range : ranges) {
            if (id >= range.host() && id - range.host() < range.count()) {
                return range.container() + id - range.host();
            }
        }
        return 65534;
    }

    /** The text for {@code /proc/PID/uid_map}. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (IdRange range : ranges) {
            text.append(range.container()).append(' ').append(range.host()).append(' ').append(range.count())
                    .append('\n');
        }
        return text.toString();
    }
}
