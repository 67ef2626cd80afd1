package dev.berth.shell;

import dev.berth.docker.ContainerCreate;
import dev.berth.docker.ContainerCreated;
import java.io.IOException;
import picocli.CommandLine;

/** {@code berth create}: creates a container and does not start it. */
@CommandLine.Command(name = "create", description = "Create a new container",
        customSynopsis = "IMAGE [COMMAND] [ARG...]")
final class Create extends LaunchOptions {

    /** Unlike docker run, docker create shows the engine's refusals without the hint at its help. */
    @Override
    protected boolean isLaunch() {
        return false;
    }

    @Override
    protected int run(Context context) throws IOException {
        ImageArgument.check(this, context);
        AttachedStreams streams = AttachedStreams.of(attach, interactive, false);
        ContainerCreate request = new CreateBody(this, context.session()).make(streams);
        ContainerCreated created = new ImagePull(context, this).create(request);
        for (String warning : created.warnings()) {
            context.err().println("WARNING: " + warning);
        }
        IdFile.write(context.session(), cidfile, created.id());
        context.println(created.id());
        return 0;
    }
}
