package dev.berth.shell;

import dev.berth.client.ApiException;
import dev.berth.client.JsonStream;
import dev.berth.docker.ContainerCreate;
import dev.berth.docker.ContainerCreated;
import dev.berth.docker.ProgressMessage;
import dev.berth.shell.login.Logins;
import java.io.IOException;

/** Creates a container, pulling its image first when it is not there, as docker's {@code --pull} says. */
final class ImagePull {

    private final Context context;
    private final LaunchOptions options;

    ImagePull(Context context, LaunchOptions options) {
        this.context = context;
        this.options = options;
    }

    /**
     * Creates it.
     *
     * @param request what
     * @return its id and warnings
     * @throws IOException if the engine refuses
     */
    ContainerCreated create(ContainerCreate request) throws IOException {
        switch (options.pull) {
            case "always" -> pull(request.config().image());
            case "missing", "never" -> { }
            default -> throw new LaunchRefused("invalid pull option: '" + options.pull
                    + "': must be one of \"always\", \"missing\" or \"never\"");
        }
        try {
            return context.client().containers().create(options.name, options.platform, request);
        } catch (ApiException e) {
            boolean missing = e.getMessage().contains("No such image")
                    || e.getMessage().contains("does not match the specified platform");
            if (e.status() != 404 || !missing || !options.pull.equals("missing")) {
                throw e;
            }
        }
        String image = request.config().image();
        context.err().println("Unable to find image '" + ImageName.withTag(image) + "' locally");
        pull(image);
        return context.client().containers().create(options.name, options.platform, request);
    }

    private void pull(String image) throws IOException {
        String whole = ImageName.withTag(image);
        int at = whole.indexOf('@');
        int colon = whole.lastIndexOf(':');
        String repository = at >= 0 ? whole.substring(0, at) : whole.substring(0, colon);
        String tag = whole.substring((at >= 0 ? at : colon) + 1);
        try (JsonStream<ProgressMessage> progress = context.client().images().pull(repository, tag,
                options.platform, new Logins(context.session()).header(image))) {
            new ProgressLines(context, context.err(), options.quiet).show(progress);
        }
    }
}
