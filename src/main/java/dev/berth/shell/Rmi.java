package dev.berth.shell;

import dev.berth.client.ApiException;
import dev.berth.docker.ImageDeleted;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code berth rmi}. */
@CommandLine.Command(name = "rmi", description = "Remove one or more images", customSynopsis = "IMAGE [IMAGE...]")
final class Rmi extends EachCommand {

    @Option(names = {"-f", "--force"}, description = "Force removal of the image")
    private boolean force;
    @Option(names = "--no-prune", description = "Do not delete untagged parents")
    private boolean noPrune;
    @Option(names = "--platform", paramLabel = "string",
            description = "Remove only the given platform's image")
    private String platform;

    @Override
    protected String one(Context context, String name) throws IOException {
        StringBuilder out = new StringBuilder();
        PlatformChoice.check(context, name, platform);
        try {
            for (ImageDeleted gone : context.client().images().remove(name, force, noPrune)) {
                out.append(out.length() == 0 ? "" : "\n");
                gone.untagged().ifPresent(u -> out.append("Untagged: ").append(u));
                gone.deleted().ifPresent(d -> out.append("Deleted: ").append(d));
            }
        } catch (ApiException e) {
            // with --force an image that is not there is said, and is no failure
            if (e.status() != 404 || !force) {
                throw e;
            }
            context.err().println(Cli.describe(e));
        }
        return out.toString();
    }
}
