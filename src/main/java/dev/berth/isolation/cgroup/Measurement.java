package dev.berth.isolation.cgroup;

import dev.berth.isolation.cgroup.Statistics.BlockDevice;
import java.util.List;
import java.util.Map;

/** Statistics in the making: each controller tells what it knows. */
public final class Measurement {

    private long cpu;
    private long cpuUser;
    private long cpuSystem;
    private long[] perCpu = new long[0];
    private long periods;
    private long throttledPeriods;
    private long throttled;
    private long memory;
    private long memoryMax;
    private long memoryLimit = Long.MAX_VALUE;
    private long memoryFailures;
    private Map<String, Long> memoryStat = Map.of();
    private long oomKills;
    private long pids;
    private long pidsLimit = Long.MAX_VALUE;
    private List<BlockDevice> devices = List.of();

    /** Processor time in nanoseconds; by processor where the kernel tells. */
    public void cpu(long total, long user, long system, long[] byProcessor) {
        cpu = total;
        cpuUser = user;
        cpuSystem = system;
        perCpu = byProcessor;
    }

    /** Accounting periods, those in which the limit was reached, nanoseconds waited. */
    public void throttling(long all, long reached, long nanos) {
        periods = all;
        throttledPeriods = reached;
        throttled = nanos;
    }

    /** Memory in bytes, and how often the limit was reached. */
    public void memory(long now, long most, long limit, long failures, Map<String, Long> stat) {
        memory = now;
        memoryMax = most;
        memoryLimit = limit;
        memoryFailures = failures;
        memoryStat = stat;
    }

    /** How many processes the memory limit killed. */
    public void oomKills(long kills) {
        oomKills = kills;
    }

    /** Processes and threads. */
    public void pids(long now, long limit) {
        pids = now;
        pidsLimit = limit;
    }

    /** Counters of block devices. */
    public void blockDevices(List<BlockDevice> counters) {
        devices = counters;
    }

    /** All of it. */
    Statistics statistics() {
        return new Statistics(cpu, cpuUser, cpuSystem, perCpu, periods, throttledPeriods, throttled, memory,
                memoryMax, memoryLimit, memoryFailures, memoryStat, oomKills, pids, pidsLimit, devices);
    }
}
