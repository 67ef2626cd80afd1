package dev.berth.engine;

import dev.berth.engine.Container.HealthResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Runs a health check as an exec session, which is forgotten afterwards. */
final class HealthProbe implements HealthChecks.Probe {

    /** So much of its output is kept (docker: {@code maxOutputLen}). */
    private static final int MOST_BYTES = 4096;

    private final ExecService execs;
    private final ScheduledExecutorService timer;

    /**
     * A runner of checks.
     *
     * @param execs runs them
     * @param timer ends those that take too long
     */
    HealthProbe(ExecService execs, ScheduledExecutorService timer) {
        this.execs = execs;
        this.timer = timer;
    }

    @Override
    public HealthResult run(LiveContainer container, HealthPolicy policy) throws InterruptedException {
        Instant start = Instant.now();
        try {
            Execs.Exec exec = execs.create(container.id(), new Execs.Request(policy.command(), false, false, Map.of(),
                    Optional.empty(), Optional.empty(), false, Optional.empty()));
            try {
                return run(exec.id(), policy.timeout(), start);
            } finally {
                execs.forget(exec.id());
            }
        } catch (EngineException | IOException e) {
            return new HealthResult(start, Instant.now(), -1, e.getMessage());
        }
    }

    private HealthResult run(String id, Duration timeout, Instant start)
            throws EngineException, IOException, InterruptedException {
        ByteBuffer kept = ByteBuffer.allocate(MOST_BYTES);
        AtomicBoolean late = new AtomicBoolean();
        try (Attachment attachment = execs.start(id, 0, 0)) {
            ScheduledFuture<?> kill = timer.schedule(() -> {
                late.set(true); // before the reader can see that it was closed
                execs.kill(id);
                attachment.close();
            }, timeout.toMillis(), TimeUnit.MILLISECONDS);
            try {
                drain(attachment.output(), kept);
            } catch (InterruptedException e) {
                if (!late.get()) {
                    throw e;
                }
            } finally {
                kill.cancel(false);
            }
        }
        if (late.get()) {
            return new HealthResult(start, Instant.now(), -1, "Health check exceeded timeout (" + seconds(timeout)
                    + ")");
        }
        String output = StandardCharsets.UTF_8.decode(kept.flip()).toString();
        return new HealthResult(start, Instant.now(), execs.get(id).exitCode().orElse(-1), output);
    }

    private static void drain(Output output, ByteBuffer kept) throws IOException, InterruptedException {
        for (Optional<LogChunk> chunk = output.next(); chunk.isPresent(); chunk = output.next()) {
            ByteBuffer payload = chunk.get().payload();
            if (chunk.get().stream().number() <= 2) {
                kept.put(payload.limit(payload.position() + Math.min(kept.remaining(), payload.remaining())));
            }
        }
    }

    /** As Go writes a duration: {@code 30s}, {@code 1m30s}, {@code 500ms}. */
    private static String seconds(Duration d) {
        if (d.toMillis() < 1000) {
            return d.toMillis() + "ms";
        }
        String rest = d.toSecondsPart() + (d.toMillisPart() == 0 ? ""
                : "." + String.format("%03d", d.toMillisPart()).replaceAll("0+$", "")) + "s";
        return (d.toHours() > 0 ? d.toHours() + "h" : "") + (d.toMinutes() > 0 ? d.toMinutesPart() + "m" : "") + rest;
    }
}
