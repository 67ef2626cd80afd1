package dev.berth.shell;

import dev.berth.client.ApiException;
import dev.berth.docker.ContainerInspect;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code berth start}. */
@CommandLine.Command(name = "start",
        description = "Start one or more stopped containers", customSynopsis = Texts.CONTAINERS)
final class Start extends Command {

    @Option(names = {"-a", "--attach"}, description = "Attach STDOUT/STDERR and forward signals")
    private boolean attach;
    @Option(names = {"--checkpoint", "--checkpoint-dir"}, hidden = true, paramLabel = "string")
    private String checkpoint;
    @Option(names = "--detach-keys", paramLabel = "string", description = Texts.DETACH_KEYS)
    private String detachKeys;
    @Option(names = {"-i", "--interactive"}, description = "Attach container's STDIN")
    private boolean interactive;

    @Override
    protected int run(Context context) throws IOException {
        if (!checkpoint.isEmpty()) {
            throw new CommandException("\"--checkpoint\" is only supported on a Docker daemon with experimental "
                    + "features enabled");
        }
        if (attach || interactive) {
            if (arguments().size() > 1) {
                throw new CommandException("you cannot start and attach multiple containers at once");
            }
            ContainerInspect container = context.client().containers().inspect(argument(0));
            return Attach.started(context, container, interactive, TerminalCheck.detachKeys(detachKeys));
        }
        int status = 0;
        for (String name : arguments()) {
            try {
                context.client().containers().start(name);
                context.println(name);
            } catch (ApiException e) {
                context.err().println(Cli.describe(e));
                status = 1;
            }
        }
        if (status != 0) {
            context.err().println("Error: failed to start containers: " + String.join(", ", arguments()));
        }
        return status;
    }
}
