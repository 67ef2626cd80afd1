package dev.berth.shell;

import dev.berth.client.ApiException;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code berth rm}. */
@CommandLine.Command(name = "rm", description = "Remove one or more containers", customSynopsis = Texts.CONTAINERS)
final class Rm extends EachCommand {

    @Option(names = {"-f", "--force"}, description = "Force the removal of a running container (uses SIGKILL)")
    private boolean force;
    @Option(names = {"-l", "--link"}, description = "Remove the specified link")
    private boolean link;
    @Option(names = {"-v", "--volumes"}, description = "Remove anonymous volumes associated with the container")
    private boolean volumes;

    @Override
    protected String one(Context context, String name) throws IOException {
        try {
            context.client().containers().remove(name, force, volumes, link);
        } catch (ApiException e) {
            // with --force a container that is not there is said, and is no failure
            if (e.status() != 404 || !force) {
                throw e;
            }
            context.err().println(Cli.describe(e));
            return "";
        }
        return name;
    }
}
