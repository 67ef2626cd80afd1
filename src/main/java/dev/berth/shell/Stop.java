package dev.berth.shell;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code berth stop}. */
@CommandLine.Command(name = "stop",
        description = "Stop one or more running containers", customSynopsis = Texts.CONTAINERS)
final class Stop extends EachCommand {

    @Option(names = {"-s", "--signal"}, paramLabel = "string", description = Texts.SIGNAL)
    private String signal;
    @Option(names = {"-t", "--timeout", "--time"}, paramLabel = "int", description = Texts.TIMEOUT)
    private String timeout;

    @Override
    protected String one(Context context, String name) throws IOException {
        context.client().containers().stop(name, signal.isEmpty() ? Optional.empty() : Optional.of(signal),
                timeout.isEmpty() ? OptionalInt.empty()
                        : OptionalInt.of((int) Numbers.integer(timeout, "-t, --timeout")));
        return name;
    }
}
