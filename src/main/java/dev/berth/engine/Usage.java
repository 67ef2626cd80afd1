package dev.berth.engine;

import dev.berth.isolation.cgroup.Statistics;
import java.time.Instant;
import java.util.Map;

/**
 * What a container uses.
 *
 * @param container which one
 * @param read when it was read
 * @param cgroup what its cgroup says
 * @param networks counters by interface
 */
public record Usage(Container container, Instant read, Statistics cgroup, Map<String, Interface> networks) {

    /** Counters of one network interface. */
    public record Interface(long receivedBytes, long receivedPackets, long receiveErrors, long receiveDropped,
            long sentBytes, long sentPackets, long sendErrors, long sendDropped) {
    }
}
