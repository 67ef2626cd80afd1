package dev.berth.isolation.cgroup;

import java.util.List;
import java.util.Map;

/**
 * What a container's cgroup has used, in the units of Docker's API. What this kernel does not tell is 0 or empty.
 *
 * @param cpuNanos processor time in all
 * @param cpuUserNanos in user mode
 * @param cpuSystemNanos in the kernel
 * @param perCpuNanos processor time by processor (v1 only)
 * @param throttlePeriods accounting periods that have passed
 * @param throttledPeriods those in which the limit was reached
 * @param throttledNanos time spent waiting for the next period
 * @param memoryBytes memory in use, page cache included
 * @param memoryMaxBytes the most that was in use
 * @param memoryLimitBytes the limit, {@link Long#MAX_VALUE} without one
 * @param memoryFailures how often the limit was reached
 * @param memory every line of {@code memory.stat}
 * @param oomKills how many processes the memory limit killed
 * @param pids processes and threads
 * @param pidsLimit the limit, {@link Long#MAX_VALUE} without one
 * @param blockDevices counters by device
 */
public record Statistics(long cpuNanos, long cpuUserNanos, long cpuSystemNanos, long[] perCpuNanos,
        long throttlePeriods, long throttledPeriods, long throttledNanos, long memoryBytes, long memoryMaxBytes,
        long memoryLimitBytes, long memoryFailures, Map<String, Long> memory, long oomKills, long pids,
        long pidsLimit, List<BlockDevice> blockDevices) {

    /** Nothing used: a container that does not run. */
    public static final Statistics NONE = new Statistics(0, 0, 0, new long[0], 0, 0, 0, 0, 0, 0, 0, Map.of(), 0, 0, 0,
            List.of());

    /** Counters of one block device. */
    public record BlockDevice(int major, int minor, long readBytes, long writtenBytes, long reads, long writes) {
    }
}
