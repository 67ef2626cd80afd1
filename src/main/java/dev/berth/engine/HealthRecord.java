package dev.berth.engine;

import dev.berth.engine.Container.HealthResult;
import dev.berth.engine.Container.HealthState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a running container's health, in {@code health.json}, for the engine after this one.
 *
 * @param started when the start record of the start that it tells of was written
 * @param status as {@link HealthState} has it
 * @param failingStreak as {@link HealthState} has it
 * @param log as {@link HealthState} has it
 */
record HealthRecord(Instant started, String status, int failingStreak, List<HealthResult> log) {

    private static final System.Logger LOG = System.getLogger(HealthRecord.class.getName());
    private static final String FILE = "health.json";

    /** Writes it down; not so that it survives a crash of the machine, which no running container does either. */
    static void keep(LiveContainer container, HealthState state) {
        try {
            HealthRecord record = new HealthRecord(MonitorFiles.startTime(container.directory), state.status(),
                    state.failingStreak(), state.log());
            AtomicFile.write(container.directory.resolve(FILE), RecordJson.write(record), false);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "the health of container " + container.record.name()
                    + " cannot be written down: " + e.getMessage());
        }
    }

    /** What was written down of the container's last start, if anything was. */
    static Optional<HealthState> load(LiveContainer container) {
        Path file = container.directory.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            HealthRecord record = RecordJson.read(Files.readString(file), HealthRecord.class);
            return MonitorFiles.startTime(container.directory).equals(record.started())
                    ? Optional.of(new HealthState(record.status(), record.failingStreak(), record.log()))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            LOG.log(System.Logger.Level.WARNING, "the health of container " + container.record.name()
                    + " cannot be read: " + e.getMessage());
            return Optional.empty();
        }
    }
}
