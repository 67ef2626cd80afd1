package dev.berth.shell;

import dev.berth.client.JsonStream;
import dev.berth.docker.ProgressMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code berth load}. */
@CommandLine.Command(name = "load", description = "Load an image from a tar archive or STDIN")
final class Load extends Command {

    @Option(names = {"-i", "--input"}, paramLabel = "string",
            description = "Read from tar archive file, instead of STDIN")
    private String input;
    @Option(names = "--platform", hidden = true, paramLabel = "string")
    private String platform;
    @Option(names = {"-q", "--quiet"}, description = "Suppress the load output")
    private boolean quiet;

    @Override
    protected int run(Context context) throws IOException {
        if (!platform.isEmpty()) {
            throw new CommandException("--platform is not supported by load: of an archive's variants the one for this "
                    + "machine is taken");
        }
        if (input.isEmpty() && context.session().in().isTerminal()) {
            throw new CommandException("requested load from stdin, but stdin is empty");
        }
        try (InputStream archive = input.isEmpty() ? context.session().in()
                : Files.newInputStream(context.session().resolve(input));
                JsonStream<ProgressMessage> progress = context.client().images().load(archive, quiet)) {
            new ProgressLines(context, context.out(), false).show(progress);
        }
        return 0;
    }
}
