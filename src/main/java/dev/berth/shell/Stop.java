package dev.berth.shell;

import dev.berth.client.ContainerCalls;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine;

/** {@code berth stop}. */
@CommandLine.Command(name = "stop",
        description = "Stop one or more running containers", customSynopsis = Texts.CONTAINERS)
final class Stop extends StoppingCommand {

    @Override
    protected void stop(ContainerCalls containers, String name, Optional<String> signal, OptionalInt seconds)
            throws IOException {
        containers.stop(name, signal, seconds);
    }
}
