package dev.berth.console;

import dev.berth.client.ApiException;
import dev.berth.client.DockerClient;
import dev.berth.client.Filters;
import dev.berth.docker.ContainerSummary;
import dev.berth.docker.BlkioEntry;
import dev.berth.docker.MemoryStats;
import dev.berth.docker.NetworkStats;
import dev.berth.docker.Stats;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Samples what the containers of an engine use that has no stream for all of them: it asks for one after the other. */
final class DockerSampler {
    private final DockerClient client;
    private Map<String, Sample> before = new HashMap<>();

    private record Sample(long cpuNanos, long atNanos) {
    }

    DockerSampler(DockerClient client) {
        this.client = client;
    }

    /** One sample of all running containers; shares of a processor are those since the sample before. */
    List<Usage> sample() throws IOException {
        List<Usage> all = new ArrayList<>();
        Map<String, Sample> now = new HashMap<>();
        for (ContainerSummary summary : client.containers().list(false, 0, false, new Filters())) {
            try {
                Stats stats = client.containers().statsOnce(summary.id(), true);
                Sample sample = new Sample(stats.cpuStats().cpuUsage().totalUsage(), System.nanoTime());
                now.put(summary.id(), sample);
                all.add(usage(summary.id(), stats, percent(before.get(summary.id()), sample)));
            } catch (ApiException e) {
                if (e.status() != 404 && e.status() != 409) {
                    throw e;
                }
                // It has ended meanwhile.
            }
        }
        before = now;
        return all;
    }

    private static double percent(Sample before, Sample now) {
        return before == null || now.atNanos() <= before.atNanos() ? 0
                : 100.0 * Math.max(0, now.cpuNanos() - before.cpuNanos()) / (now.atNanos() - before.atNanos());
    }

    private static Usage usage(String id, Stats stats, double percent) {
        MemoryStats memory = stats.memoryStats();
        // What docker stats takes off: total_inactive_file with cgroup v1, inactive_file with v2.
        long inactive = memory.stats().getOrDefault("inactive_file", 0L);
        long cache = memory.stats().getOrDefault("total_inactive_file", inactive);
        long used = memory.usage().orElse(0);
        OptionalLong limit = memory.limit().isPresent() && memory.limit().getAsLong() > 0 ? memory.limit()
                : OptionalLong.empty();
        return new Usage(id, percent, cache < used ? used - cache : used, limit, stats.pidsStats().current().orElse(0),
                traffic(stats));
    }

    private static Traffic traffic(Stats stats) {
        long received = 0;
        long sent = 0;
        for (NetworkStats network : stats.networks().values()) {
            received += network.rxBytes();
            sent += network.txBytes();
        }
        return new Traffic(received, sent, blocks(stats, "read"), blocks(stats, "write"));
    }

    /** With cgroup v1 the operations begin with a capital letter. */
    private static long blocks(Stats stats, String operation) {
        long bytes = 0;
        for (BlkioEntry entry : stats.blkioStats().ioServiceBytesRecursive()) {
            bytes += entry.op().equalsIgnoreCase(operation) ? entry.value() : 0;
        }
        return bytes;
    }
}
