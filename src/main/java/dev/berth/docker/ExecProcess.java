package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.List;
import java.util.Optional;

/**
 * What an exec session runs.
 *
 * @param tty whether it has a pseudo-terminal
 * @param entrypoint the program
 * @param arguments its arguments
 * @param privileged all capabilities
 * @param user {@code user[:group]}
 */
@Json(caseInsensitiveKeys = true)
public record ExecProcess(
        @Json.Property("tty") boolean tty,
        @Json.Property("entrypoint") String entrypoint,
        @Json.Property("arguments") @Json.Serializer(Strings.class) List<String> arguments,
        @Json.Property("privileged") boolean privileged,
        @Json.Property("user") Optional<String> user) {

    /** Takes what a server left out as empty. */
    public ExecProcess {
        entrypoint = entrypoint == null ? "" : entrypoint;
        arguments = arguments == null ? List.of() : arguments;
        user = user == null ? Optional.empty() : user;
    }
}
