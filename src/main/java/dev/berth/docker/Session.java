package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.List;

/**
 * An exec session with a terminal that outlives its connection.
 *
 * @param id the exec id
 * @param container container id
 * @param name {@code CONTAINER/NUMBER}
 * @param command the command
 * @param user {@code user[:group]}
 * @param running whether it runs
 * @param attached clients attached
 * @param startedAt RFC 3339
 */
@Json(caseInsensitiveKeys = true)
public record Session(
        @Json.Property("Id") String id,
        @Json.Property("Container") String container,
        @Json.Property("Name") String name,
        @Json.Property("Command") @Json.Serializer(Strings.class) List<String> command,
        @Json.Property("User") String user,
        @Json.Property("Running") boolean running,
        @Json.Property("Attached") int attached,
        @Json.Property("StartedAt") String startedAt) {

    /** Takes what a server left out as empty. */
    public Session {
        id = id == null ? "" : id;
        container = container == null ? "" : container;
        name = name == null ? "" : name;
        command = command == null ? List.of() : command;
        user = user == null ? "" : user;
        startedAt = startedAt == null ? "" : startedAt;
    }
}
