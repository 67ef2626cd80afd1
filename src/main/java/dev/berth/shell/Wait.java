package dev.berth.shell;

import dev.berth.client.ContainerWait;
import java.io.IOException;
import picocli.CommandLine;

/** {@code berth wait}. */
@CommandLine.Command(name = "wait",
        description = "Block until one or more containers stop, then print their exit codes",
        customSynopsis = Texts.CONTAINERS)
final class Wait extends EachCommand {

    @Override
    protected String one(Context context, String name) throws IOException {
        try (ContainerWait wait = context.client().containers().await(name, "not-running")) {
            return Integer.toString(wait.exitCode());
        }
    }
}
