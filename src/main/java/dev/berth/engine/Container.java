package dev.berth.engine;

import dev.berth.profile.Profile;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A container as it is at one moment.
 *
 * @param id 64 hexadecimal digits
 * @param name its name, without a slash
 * @param created when it was created
 * @param image the reference that it was created from, as the user gave it
 * @param imageId the image's id ({@code sha256:…}), empty for {@code host}
 * @param profile everything that was asked for (flags over profile over the image's configuration); what nobody
 *     asked for is absent and has the engine's default
 * @param profileName the named profile that it was launched from
 * @param path the program of process 1
 * @param arguments its arguments, without the program
 * @param environment its environment, {@code NAME=value}
 * @param workdir its working directory
 * @param tty whether it has a pseudo-terminal
 * @param openStdin whether its standard input stays open
 * @param stdinOnce whether its standard input ends with the first client that was attached to it
 * @param mounts its bind mounts, volumes and memory file systems
 * @param logPath directory of its log segments
 * @param restartCount how often the restart policy started it again
 * @param state what it does now
 * @param request the JSON text of the create request, for what only clients understand; empty if there was none
 */
public record Container(
        String id,
        String name,
        Instant created,
        String image,
        Optional<String> imageId,
        Profile profile,
        Optional<String> profileName,
        String path,
        List<String> arguments,
        List<String> environment,
        String workdir,
        boolean tty,
        boolean openStdin,
        boolean stdinOnce,
        List<MountPoint> mounts,
        Path logPath,
        int restartCount,
        State state,
        String request) {

    /** The states of Docker's API. */
    public enum Status {
        /** Created and never started. */
        CREATED,
        /** Its process 1 runs. */
        RUNNING,
        /** It runs and is frozen. */
        PAUSED,
        /** It ended and its restart policy will start it again. */
        RESTARTING,
        /** It is being removed. */
        REMOVING,
        /** Its process 1 ended. */
        EXITED,
        /** It could not be removed. */
        DEAD
    }

    /**
     * What a container does.
     *
     * @param status which state
     * @param pid process 1 as the host sees it, 0 if it does not run
     * @param exitCode the last exit code, 128 and the signal's number if a signal ended it
     * @param error why it could not be started, or empty
     * @param oomKilled whether its memory limit ended it
     * @param startedAt when it was last started
     * @param finishedAt when it last ended
     * @param health its health, if it has a check
     */
    public record State(Status status, int pid, int exitCode, String error, boolean oomKilled,
            Optional<Instant> startedAt, Optional<Instant> finishedAt, Optional<HealthState> health) {

        /** Whether process 1 is there, frozen or not. */
        public boolean running() {
            return status == Status.RUNNING || status == Status.PAUSED;
        }
    }

    /**
     * What the health check says.
     *
     * @param status {@code starting}, {@code healthy} or {@code unhealthy}
     * @param failingStreak failures in a row
     * @param log the last five results, oldest first
     */
    public record HealthState(String status, int failingStreak, List<HealthResult> log) {
    }

    /**
     * One run of the health check.
     *
     * @param start when it began
     * @param end when it ended
     * @param exitCode its exit code, -1 after a time-out
     * @param output the first 4 KiB that it wrote
     */
    public record HealthResult(Instant start, Instant end, int exitCode, String output) {
    }

    /**
     * A mount of a container.
     *
     * @param type {@code bind}, {@code volume} or {@code tmpfs}
     * @param name the volume's name, or empty
     * @param source where it is on the host, empty for a tmpfs
     * @param destination where it is in the container
     * @param mode the options as they were given
     * @param writable whether it can be written to
     * @param propagation mount propagation
     */
    public record MountPoint(String type, String name, String source, String destination, String mode,
            boolean writable, String propagation) {
    }

    /** Its labels. */
    public Map<String, String> labels() {
        return profile.labels();
    }
}
