package dev.berth.shell;

import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code berth kill}. */
@CommandLine.Command(name = "kill",
        description = "Kill one or more running containers", customSynopsis = Texts.CONTAINERS)
final class Kill extends EachCommand {

    @Option(names = {"-s", "--signal"}, paramLabel = "string", defaultValue = "KILL", description = Texts.SIGNAL)
    private String signal;

    @Override
    protected String one(Context context, String name) throws IOException {
        context.client().containers().kill(name, signal);
        return name;
    }
}
