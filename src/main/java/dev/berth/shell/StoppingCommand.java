package dev.berth.shell;

import dev.berth.client.ContainerCalls;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** A command that stops containers, each with a signal and a time until it is killed. */
abstract class StoppingCommand extends EachCommand {

    @Option(names = {"-s", "--signal"}, paramLabel = "string", description = Texts.SIGNAL)
    private String signal;
    @Option(names = {"-t", "--timeout", "--time"}, paramLabel = "int", description = Texts.TIMEOUT)
    private String timeout;

    /**
     * Does it to one container.
     *
     * @param signal the one to stop it with; its own if not given
     * @param seconds until it is killed; its own time if not given
     */
    protected abstract void stop(ContainerCalls containers, String name, Optional<String> signal, OptionalInt seconds)
            throws IOException;

    @Override
    protected final String one(Context context, String name) throws IOException {
        stop(context.client().containers(), name, signal.isEmpty() ? Optional.empty() : Optional.of(signal),
                timeout.isEmpty() ? OptionalInt.empty()
                        : OptionalInt.of((int) Numbers.integer(timeout, "-t, --timeout")));
        return name;
    }
}
