package dev.berth.shell;

import dev.berth.client.ApiException;
import dev.berth.client.LogOptions;
import dev.berth.client.LogStream;
import dev.berth.client.OutputFrame;
import dev.berth.session.FdOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code berth logs}. */
@CommandLine.Command(name = "logs", description = "Fetch the logs of a container", customSynopsis = "CONTAINER")
final class Logs extends Command {

    @Option(names = "--details", description = "Show extra details provided to logs")
    private boolean details;
    @Option(names = {"-f", "--follow"}, description = "Follow log output")
    private boolean follow;
    @Option(names = "--since", paramLabel = "string", description = "Show logs since timestamp (e.g. "
            + "\"2013-01-02T13:23:37Z\") or relative (e.g. \"42m\" for 42 minutes)")
    private String since;
    @Option(names = {"-n", "--tail"}, paramLabel = "string", defaultValue = "all",
            description = "Number of lines to show from the end of the logs (default \"all\")")
    private String tail;
    @Option(names = {"-t", "--timestamps"}, description = "Show timestamps")
    private boolean timestamps;
    @Option(names = "--until", paramLabel = "string", description = "Show logs before a timestamp (e.g. "
            + "\"2013-01-02T13:23:37Z\") or relative (e.g. \"42m\" for 42 minutes)")
    private String until;

    @Override
    protected int run(Context context) throws IOException {
        boolean tty = context.client().containers().inspect(argument(0)).config().tty();
        LogOptions options = new LogOptions(true, true, follow, timestamps, details, since, until, tail);
        try (LogStream log = context.client().containers().logs(argument(0), options, tty)) {
            for (Optional<OutputFrame> frame = log.next(); frame.isPresent(); frame = log.next()) {
                ByteBuffer bytes = frame.get().payload();
                FdOutput to = frame.get().stream() == OutputFrame.Stream.STDOUT ? context.out() : context.err();
                to.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
            }
        } catch (ApiException e) {
            throw ClientSentence.of(e);
        }
        return 0;
    }
}
