package dev.berth.shell;

import dev.berth.client.ContainerCalls;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine;

/** {@code berth restart}. */
@CommandLine.Command(name = "restart",
        description = "Restart one or more containers", customSynopsis = Texts.CONTAINERS)
final class Restart extends StoppingCommand {

    @Override
    protected void stop(ContainerCalls containers, String name, Optional<String> signal, OptionalInt seconds)
            throws IOException {
        containers.restart(name, signal, seconds);
    }
}
