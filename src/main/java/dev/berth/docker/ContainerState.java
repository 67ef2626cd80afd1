package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.Optional;

/**
 * State of a container; times are RFC 3339 with nanoseconds, year 1 is never.
 *
 * @param status {@code created}, {@code running}, {@code paused}, {@code restarting}, {@code removing}, {@code
 *     exited} or {@code dead}
 * @param running whether its process lives, also paused
 * @param paused whether it is frozen
 * @param restarting whether it waits for its next start
 * @param oomKilled whether the OOM killer ended it
 * @param dead whether removing it failed
 * @param pid process id on the host, 0 when not running
 * @param exitCode exit code
 * @param error why it could not start
 * @param startedAt last start
 * @param finishedAt last end
 * @param health only where there is a check
 */
@Json(caseInsensitiveKeys = true)
public record ContainerState(
        @Json.Property("Status") String status,
        @Json.Property("Running") boolean running,
        @Json.Property("Paused") boolean paused,
        @Json.Property("Restarting") boolean restarting,
        @Json.Property("OOMKilled") boolean oomKilled,
        @Json.Property("Dead") boolean dead,
        @Json.Property("Pid") int pid,
        @Json.Property("ExitCode") int exitCode,
        @Json.Property("Error") String error,
        @Json.Property("StartedAt") String startedAt,
        @Json.Property("FinishedAt") String finishedAt,
        @Json.Property("Health") Optional<HealthState> health) {

    /** Takes what a server left out as empty. */
    public ContainerState {
        status = status == null ? "" : status;
        error = error == null ? "" : error;
        startedAt = startedAt == null ? "" : startedAt;
        finishedAt = finishedAt == null ? "" : finishedAt;
        health = health == null ? Optional.empty() : health;
    }
}
