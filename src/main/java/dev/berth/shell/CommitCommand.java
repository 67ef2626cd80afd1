package dev.berth.shell;

import dev.berth.client.ApiException;
import dev.berth.client.ImageCalls;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code berth commit}. */
@CommandLine.Command(name = "commit", description = "Create a new image from a container's changes",
        customSynopsis = "CONTAINER [REPOSITORY[:TAG]]")
final class CommitCommand extends Command {

    @Option(names = {"-a", "--author"}, paramLabel = "string",
            description = "Author (e.g., \"John Hannibal Smith <hannibal@a-team.com>\")")
    private String author;
    @Option(names = {"-c", "--change"}, paramLabel = "list",
            description = "Apply Dockerfile instruction to the created image")
    private List<String> change;
    @Option(names = {"-m", "--message"}, paramLabel = "string", description = "Commit message")
    private String message;
    @Option(names = {"-p", "--pause"}, paramLabel = "bool", arity = "0..1", fallbackValue = "true",
            defaultValue = "true", description = "Pause container during commit (default true)")
    private boolean pause;

    @Override
    protected int run(Context context) throws IOException {
        String name = arguments().size() > 1 ? ImageName.withTag(argument(1)) : "";
        int colon = name.lastIndexOf(':');
        try {
            context.out().println(context.client().images().commit(argument(0), new ImageCalls.CommitOptions(
                    name.isEmpty() ? "" : name.substring(0, colon), name.substring(colon + 1), message, author, change,
                    pause)));
        } catch (ApiException e) {
            throw ClientSentence.of(e);
        }
        return 0;
    }
}
