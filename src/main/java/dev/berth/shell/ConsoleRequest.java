package dev.berth.shell;

import dev.berth.client.DockerClient;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The console as the command line asks for it.
 *
 * @param client the engine that it shows
 * @param host the socket of that engine, where it is not this program's own
 * @param theme the theme that was named, if one was
 */
public record ConsoleRequest(DockerClient client, Optional<Path> host, Optional<String> theme) {
}
