package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.List;
import java.util.Optional;

/**
 * A command to run in a container.
 *
 * @param user {@code user[:group]}
 * @param privileged all capabilities
 * @param tty whether it has a pseudo-terminal
 * @param consoleSize height and width at start
 * @param attachStdin whether input is attached
 * @param attachStdout whether output is attached
 * @param attachStderr whether errors are attached
 * @param detachKeys keys that detach
 * @param env environment added
 * @param workingDir working directory
 * @param cmd the command
 * @param berth Berth's addition
 */
@Json(caseInsensitiveKeys = true)
public record ExecCreate(
        @Json.Property("User") String user,
        @Json.Property("Privileged") boolean privileged,
        @Json.Property("Tty") boolean tty,
        @Json.Property("ConsoleSize") List<Integer> consoleSize,
        @Json.Property("AttachStdin") boolean attachStdin,
        @Json.Property("AttachStdout") boolean attachStdout,
        @Json.Property("AttachStderr") boolean attachStderr,
        @Json.Property("DetachKeys") String detachKeys,
        @Json.Property("Env") @Json.Serializer(StringsOrNull.class) List<String> env,
        @Json.Property("WorkingDir") String workingDir,
        @Json.Property("Cmd") @Json.Serializer(Strings.class) List<String> cmd,
        @Json.Property("Berth") Optional<BerthExec> berth) {

    /** Takes what a server left out as empty. */
    public ExecCreate {
        user = user == null ? "" : user;
        consoleSize = consoleSize == null ? List.of() : consoleSize;
        detachKeys = detachKeys == null ? "" : detachKeys;
        env = env == null ? List.of() : env;
        workingDir = workingDir == null ? "" : workingDir;
        cmd = cmd == null ? List.of() : cmd;
        berth = berth == null ? Optional.empty() : berth;
    }
}
