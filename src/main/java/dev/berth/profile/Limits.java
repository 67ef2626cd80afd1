package dev.berth.profile;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The {@code [limits]} table: cgroup limits, resource limits and sizes.
 *
 * @param memoryBytes hard memory limit (v2 {@code memory.max})
 * @param memoryLowBytes protected memory (v2 {@code memory.low}, v1 soft limit)
 * @param memoryHighBytes throttling threshold (v2 {@code memory.high})
 * @param swapBytes swap on top of memory (v2 {@code memory.swap.max}); -1 is without limit
 * @param cpus processors' worth of time, 1.5 is one and a half
 * @param cpuPeriodMicros length of an accounting period in microseconds, when given by itself (docker's
 *     {@code --cpu-period})
 * @param cpuQuotaMicros time per period in microseconds, when given by itself (docker's {@code --cpu-quota})
 * @param cpuWeight relative weight, 1 to 10000 (v2 {@code cpu.weight}; v1 shares = weight mapped as systemd does)
 * @param cpuset processors, in the kernel's list form {@code 0-1,3}
 * @param cpusetMems memory nodes, in the kernel's list form
 * @param pids most processes and threads; -1 is without limit
 * @param ioWeight relative weight, 1 to 10000
 * @param io limits per block device
 * @param hugepages huge page limit in bytes by page size, for example {@code 2MB}
 * @param oomScore {@code oom_score_adj}, -1000 to 1000
 * @param oomKillDisable whether the memory cgroup waits in place of killing (v1 only)
 * @param rlimits resource limits by lower-case name without {@code RLIMIT_}
 * @param shmBytes size of {@code /dev/shm}
 * @param cgroupParent cgroup that the container's is made below: from the engine's own, or from the root of the tree
 *     when it begins with a slash
 */
public record Limits(
        OptionalLong memoryBytes,
        OptionalLong memoryLowBytes,
        OptionalLong memoryHighBytes,
        OptionalLong swapBytes,
        OptionalDouble cpus,
        OptionalLong cpuPeriodMicros,
        OptionalLong cpuQuotaMicros,
        OptionalLong cpuWeight,
        Optional<String> cpuset,
        Optional<String> cpusetMems,
        OptionalLong pids,
        OptionalLong ioWeight,
        Optional<List<IoLimit>> io,
        Map<String, Long> hugepages,
        OptionalInt oomScore,
        Optional<Boolean> oomKillDisable,
        Map<String, Rlimit> rlimits,
        OptionalLong shmBytes,
        Optional<String> cgroupParent) {

    /**
     * Limits of one block device; absent values are without limit.
     *
     * @param device path of the device, for example {@code /dev/sda}
     * @param readBytesPerSecond most bytes read a second
     * @param writeBytesPerSecond most bytes written a second
     * @param readOperationsPerSecond most reads a second
     * @param writeOperationsPerSecond most writes a second
     */
    public record IoLimit(
            String device,
            OptionalLong readBytesPerSecond,
            OptionalLong writeBytesPerSecond,
            OptionalLong readOperationsPerSecond,
            OptionalLong writeOperationsPerSecond) {
    }

    /**
     * A resource limit of {@code setrlimit(2)}; -1 is {@code RLIM_INFINITY}.
     *
     * @param soft what the kernel enforces
     * @param hard the most that a process may raise it to
     */
    public record Rlimit(long soft, long hard) {
    }

    /** No limit at all. */
    public static final Limits NONE = new Limits(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(),
            OptionalLong.empty(), OptionalDouble.empty(), OptionalLong.empty(), OptionalLong.empty(),
            OptionalLong.empty(), Optional.empty(), Optional.empty(), OptionalLong.empty(), OptionalLong.empty(),
            Optional.empty(), Map.of(), OptionalInt.empty(), Optional.empty(), Map.of(), OptionalLong.empty(),
            Optional.empty());

    /**
     * Lays these limits over others. Processor time by count replaces processor time by period and quota, and the
     * other way round, because they are two ways of saying one thing. Huge pages and rlimits merge key by key.
     *
     * @param below what counts where this says nothing
     * @return both as one
     */
    public Limits over(Limits below) {
        if (this == NONE || below == NONE) {
            return this == NONE ? below : this;
        }
        boolean periodOrQuota = cpuPeriodMicros.isPresent() || cpuQuotaMicros.isPresent();
        return new Limits(
                Over.of(memoryBytes, below.memoryBytes),
                Over.of(memoryLowBytes, below.memoryLowBytes),
                Over.of(memoryHighBytes, below.memoryHighBytes),
                Over.of(swapBytes, below.swapBytes),
                periodOrQuota ? cpus : Over.of(cpus, below.cpus),
                cpus.isPresent() ? cpuPeriodMicros : Over.of(cpuPeriodMicros, below.cpuPeriodMicros),
                cpus.isPresent() ? cpuQuotaMicros : Over.of(cpuQuotaMicros, below.cpuQuotaMicros),
                Over.of(cpuWeight, below.cpuWeight),
                Over.of(cpuset, below.cpuset),
                Over.of(cpusetMems, below.cpusetMems),
                Over.of(pids, below.pids),
                Over.of(ioWeight, below.ioWeight),
                Over.of(io, below.io),
                Over.of(hugepages, below.hugepages),
                Over.of(oomScore, below.oomScore),
                Over.of(oomKillDisable, below.oomKillDisable),
                Over.of(rlimits, below.rlimits),
                Over.of(shmBytes, below.shmBytes),
                Over.of(cgroupParent, below.cgroupParent));
    }
}
