package dev.berth.shell;

import dev.berth.client.ApiException;
import dev.berth.client.JsonStream;
import dev.berth.docker.ProgressMessage;
import dev.berth.shell.login.Logins;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code berth push}. */
@CommandLine.Command(name = "push", description = "Upload an image to a registry", customSynopsis = "NAME[:TAG]")
final class PushCommand extends Command {

    @Option(names = {"-a", "--all-tags"}, description = "Push all tags of an image to the repository")
    private boolean all;
    @Option(names = "--disable-content-trust", hidden = true, defaultValue = "true")
    private boolean disableContentTrust;
    @Option(names = "--platform", paramLabel = "string",
            description = "Push the given platform's image")
    private String platform;
    @Option(names = {"-q", "--quiet"}, description = "Suppress verbose output")
    private boolean quiet;

    @Override
    protected int run(Context context) throws IOException {
        String given = argument(0);
        boolean tagged = given.indexOf(':', given.lastIndexOf('/') + 1) >= 0;
        if (all && tagged) {
            throw new CommandException(1, "tag can't be used with --all-tags/-a");
        }
        PlatformChoice.check(context, given, platform);
        String whole = all ? given : ImageName.withTag(given);
        int colon = all ? whole.length() : whole.lastIndexOf(':');
        try (JsonStream<ProgressMessage> progress = context.client().images().push(whole.substring(0, colon),
                all ? "" : whole.substring(colon + 1), new Logins(context.session()).header(given))) {
            if (!all && !tagged && !quiet) {
                context.out().println("Using default tag: latest");
            }
            new ProgressLines(context, context.out(), quiet).show(progress);
        } catch (ApiException e) {
            throw ClientSentence.of(e);
        }
        if (quiet) {
            context.out().println(ImageName.whole(whole));
        }
        return 0;
    }
}
