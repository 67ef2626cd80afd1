package dev.berth.shell;

import dev.berth.client.ApiException;
import dev.berth.client.JsonStream;
import dev.berth.docker.ProgressMessage;
import dev.berth.shell.login.Logins;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code berth pull}. */
@CommandLine.Command(name = "pull", description = "Download an image from a registry",
        customSynopsis = "NAME[:TAG|@DIGEST]")
final class PullCommand extends Command {

    @Option(names = {"-a", "--all-tags"}, description = "Download all tagged images in the repository")
    private boolean all;
    @Option(names = "--disable-content-trust", hidden = true, defaultValue = "true")
    private boolean disableContentTrust;
    @Option(names = {"-q", "--quiet"}, description = "Suppress verbose output")
    private boolean quiet;
    @Option(names = "--platform", paramLabel = "string",
            description = "Set platform if server is multi-platform capable")
    private String platform;

    @Override
    protected int run(Context context) throws IOException {
        String given = argument(0);
        String whole = all ? given : ImageName.withTag(given);
        int at = whole.indexOf('@');
        int colon = at >= 0 ? at : whole.indexOf(':', whole.lastIndexOf('/') + 1);
        if (all && colon >= 0) {
            throw new CommandException(1, "tag can't be used with --all-tags/-a");
        }
        if (at >= 0 && !whole.substring(at + 1).matches("sha256:[0-9a-f]{64}")) {
            throw new CommandException(1, "invalid reference format");
        }
        boolean completed = !given.equals(whole) && !quiet;
        String repository = colon < 0 ? whole : whole.substring(0, colon);
        try (JsonStream<ProgressMessage> progress = context.client().images().pull(repository,
                colon < 0 ? "" : whole.substring(colon + 1), platform,
                new Logins(context.session()).header(given))) {
            sayTag(context, completed);
            new ProgressLines(context, context.out(), quiet).show(progress);
        } catch (ApiException e) {
            ApiException refused = ClientSentence.of(e);
            sayTag(context, completed);
            throw refused;
        }
        context.out().println(ImageName.whole(whole));
        return 0;
    }

    /** A name that is none gets no tag. */
    private static void sayTag(Context context, boolean completed) throws IOException {
        if (completed) {
            context.out().println("Using default tag: latest");
        }
    }
}
