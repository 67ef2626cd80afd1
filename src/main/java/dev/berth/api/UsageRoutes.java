package dev.berth.api;

import dev.berth.docker.UsageRow;
import dev.berth.docker.UsageSample;
import dev.berth.engine.Container;
import dev.berth.engine.Engine;
import dev.berth.engine.EngineException;
import dev.berth.engine.Usage;
import dev.berth.http.ChunkedOutput;
import dev.berth.isolation.cgroup.Statistics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What all running containers use, in one stream: Berth's own addition to the API, for its console. */
final class UsageRoutes implements Routes {
    private static final long INTERVAL_SECONDS = 1;

    private final Engine engine;

    UsageRoutes(Engine engine) {
        this.engine = engine;
    }

    @Override
    public String[] table() {
        return new String[] {"GET /berth/stats"};
    }

    @Override
    public void handle(String route, Exchange exchange)
            throws ApiError, EngineException, IOException, InterruptedException {
        Map<String, Usage> before = new HashMap<>();
        if (exchange.query().first("stream").isPresent() && !exchange.query().flag("stream")) {
            exchange.answer(200, sample(before));
            return;
        }
        long interval = interval(exchange.query().first("interval").orElse(""));
        CountDownLatch gone = new CountDownLatch(1);
        try (ChunkedOutput out = exchange.watchedStream("application/json", gone::countDown)) {
            do {
                out.write(exchange.json().write(sample(before)));
                out.write('\n');
                out.flush();
            } while (!gone.await(interval, TimeUnit.SECONDS));
        }
    }

    /** Seconds between two samples, as asked for: 1 to 60. */
    private static long interval(String asked) throws ApiError {
        try {
            long seconds = asked.isEmpty() ? INTERVAL_SECONDS : Long.parseLong(asked);
            if (seconds >= 1 && seconds <= 60) {
                return seconds;
            }
        } catch (NumberFormatException e) {
            // The same sentence as for a number that is out of range.
        }
        throw ApiError.badParameter("interval takes seconds from 1 to 60, not " + asked);
    }

    /** A sample; {@code before} holds the last one and is brought up to date. */
    private UsageSample sample(Map<String, Usage> before) throws EngineException {
        List<UsageRow> rows = new ArrayList<>();
        Map<String, Usage> now = new HashMap<>();
        for (Container container : engine.containers().list()) {
            if (container.state().running()) {
                try {
                    Usage usage = engine.containers().usage(container.id());
                    now.put(container.id(), usage);
                    rows.add(row(usage, before.get(container.id())));
                } catch (EngineException e) {
                    // Removed since the list was made.
                    if (e.kind() != EngineException.Kind.NOT_FOUND) {
                        throw e;
                    }
                }
            }
        }
        before.clear();
        before.putAll(now);
        return new UsageSample(Times.text(Instant.now()), rows);
    }

    private static UsageRow row(Usage usage, Usage before) {
        Statistics c = usage.cgroup();
        long read = 0;
        long written = 0;
        for (Statistics.BlockDevice device : c.blockDevices()) {
            read += device.readBytes();
            written += device.writtenBytes();
        }
        long received = 0;
        long sent = 0;
        for (Usage.Interface network : usage.networks().values()) {
            received += network.receivedBytes();
            sent += network.sentBytes();
        }
        long inactive = c.memory().getOrDefault("total_inactive_file", c.memory().getOrDefault("inactive_file", 0L));
        return new UsageRow(usage.container().id(), usage.container().name(), c.cpuNanos(), percent(usage, before),
                Math.max(c.memoryBytes() - inactive, 0), Math.min(c.memoryLimitBytes(), HostMemory.bytes()), c.pids(),
                c.pidsLimit() == Long.MAX_VALUE ? 0 : c.pidsLimit(), read, written, received, sent);
    }

    private static double percent(Usage now, Usage before) {
        if (before == null) {
            return 0;
        }
        long elapsed = Duration.between(before.read(), now.read()).toNanos();
        long used = now.cgroup().cpuNanos() - before.cgroup().cpuNanos();
        return elapsed <= 0 || used < 0 ? 0 : 100.0 * used / elapsed;
    }
}
