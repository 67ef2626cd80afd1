package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.OptionalInt;

/**
 * An exec session.
 *
 * @param id the id
 * @param running whether it runs
 * @param exitCode exit code once it ended
 * @param processConfig what runs
 * @param openStdin whether input is attached
 * @param openStderr whether errors are attached
 * @param openStdout whether output is attached
 * @param canRemove whether it may be forgotten
 * @param containerId its container
 * @param detachKeys keys that detach
 * @param pid process id on the host
 */
@Json(caseInsensitiveKeys = true)
public record ExecInspect(
        @Json.Property("ID") String id,
        @Json.Property("Running") boolean running,
        @Json.Property("ExitCode") @Json.Serializer(IntOrNull.class) OptionalInt exitCode,
        @Json.Property("ProcessConfig") ExecProcess processConfig,
        @Json.Property("OpenStdin") boolean openStdin,
        @Json.Property("OpenStderr") boolean openStderr,
        @Json.Property("OpenStdout") boolean openStdout,
        @Json.Property("CanRemove") boolean canRemove,
        @Json.Property("ContainerID") String containerId,
        @Json.Property("DetachKeys") String detachKeys,
        @Json.Property("Pid") int pid) {

    /** Takes what a server left out as empty. */
    public ExecInspect {
        id = id == null ? "" : id;
        exitCode = exitCode == null ? OptionalInt.empty() : exitCode;
        containerId = containerId == null ? "" : containerId;
        detachKeys = detachKeys == null ? "" : detachKeys;
    }
}
