package dev.berth.api;

import dev.berth.docker.BlkioEntry;
import dev.berth.docker.BlkioStats;
import dev.berth.docker.CpuStats;
import dev.berth.docker.CpuUsage;
import dev.berth.docker.MemoryStats;
import dev.berth.docker.NetworkStats;
import dev.berth.docker.PidsStats;
import dev.berth.docker.Stats;
import dev.berth.docker.ThrottlingData;
import dev.berth.engine.Container;
import dev.berth.engine.Usage;
import dev.berth.isolation.cgroup.Statistics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Use of resources in Docker's form. */
final class StatsViews {
    private StatsViews() {
    }

    /**
     * Use of a container and of its machine at one moment.
     *
     * @param hostNanos processor time of the machine
     * @param processors of the machine
     */
    record Sample(Usage usage, long hostNanos, int processors) {
    }

    /** Of a container that does not run: its names and zeros. */
    static Stats idle(Container container) {
        return new Stats(container.id(), "/" + container.name(), Times.NEVER, Times.NEVER, PidsStats.NONE,
                BlkioStats.NONE, 0, Map.of(), CpuStats.NONE, CpuStats.NONE, MemoryStats.NONE, Map.of());
    }

    /** A sample, and the one before it for percentages. */
    static Stats stats(Sample now, Optional<Sample> before) {
        Usage usage = now.usage();
        Statistics cgroup = usage.cgroup();
        return new Stats(usage.container().id(), "/" + usage.container().name(), Times.text(usage.read()),
                before.map(b -> Times.text(b.usage().read())).orElse(Times.NEVER),
                new PidsStats(OptionalLong.of(cgroup.pids()), limit(cgroup.pidsLimit())), blkio(cgroup), 0, Map.of(),
                cpu(now), before.map(StatsViews::cpu).orElse(CpuStats.NONE), memory(cgroup), networks(usage));
    }

    private static OptionalLong limit(long value) {
        return value == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(value);
    }

    private static CpuStats cpu(Sample sample) {
        Statistics c = sample.usage().cgroup();
        return new CpuStats(new CpuUsage(c.cpuNanos(), c.cpuSystemNanos(), c.cpuUserNanos()),
                OptionalLong.of(sample.hostNanos()), OptionalInt.of(sample.processors()),
                new ThrottlingData(c.throttlePeriods(), c.throttledPeriods(), c.throttledNanos()));
    }

    private static MemoryStats memory(Statistics c) {
        OptionalLong limit = c.memoryLimitBytes() == Long.MAX_VALUE ? OptionalLong.of(HostMemory.bytes())
                : OptionalLong.of(Math.min(c.memoryLimitBytes(), HostMemory.bytes()));
        return new MemoryStats(OptionalLong.of(c.memoryBytes()), c.memoryMaxBytes() > 0
                ? OptionalLong.of(c.memoryMaxBytes()) : OptionalLong.empty(), c.memory(),
                c.memoryFailures() > 0 ? OptionalLong.of(c.memoryFailures()) : OptionalLong.empty(), limit);
    }

    private static BlkioStats blkio(Statistics c) {
        List<BlkioEntry> bytes = new ArrayList<>();
        List<BlkioEntry> operations = new ArrayList<>();
        for (Statistics.BlockDevice d : c.blockDevices()) {
            bytes.add(new BlkioEntry(d.major(), d.minor(), "read", d.readBytes()));
            bytes.add(new BlkioEntry(d.major(), d.minor(), "write", d.writtenBytes()));
            operations.add(new BlkioEntry(d.major(), d.minor(), "read", d.reads()));
            operations.add(new BlkioEntry(d.major(), d.minor(), "write", d.writes()));
        }
        return new BlkioStats(bytes, operations);
    }

    private static Map<String, NetworkStats> networks(Usage usage) {
        Map<String, NetworkStats> networks = new LinkedHashMap<>();
        usage.networks().forEach((name, i) -> networks.put(name, new NetworkStats(i.receivedBytes(),
                i.receivedPackets(), i.receiveErrors(), i.receiveDropped(), i.sentBytes(), i.sentPackets(),
                i.sendErrors(), i.sendDropped())));
        return networks;
    }
}
