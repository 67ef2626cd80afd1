package dev.berth.shell;

import dev.berth.client.AttachOptions;
import dev.berth.client.ContainerCalls;
import dev.berth.client.ContainerWait;
import dev.berth.client.HijackedStream;
import dev.berth.docker.ContainerCreate;
import dev.berth.docker.ContainerCreated;
import dev.berth.docker.ContainerInspect;
import dev.berth.session.Registration;
import dev.berth.session.SessionTerminal;
import dev.berth.terminal.DetachKeys;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code berth run}: creates a container, attaches, starts it, and exits with its status. */
@CommandLine.Command(name = "run", description = "Create and run a new container from an image",
        customSynopsis = "IMAGE [COMMAND] [ARG...]")
final class Run extends LaunchOptions {

    @Option(names = {"-d", "--detach"}, description = "Run container in background and print container ID")
    private boolean detach;
    @Option(names = "--detach-keys", paramLabel = "string", description = Texts.DETACH_KEYS)
    private String detachKeys;
    @Option(names = "--sig-proxy", defaultValue = "true",
            description = "Proxy received signals to the process (default true)")
    private boolean sigProxy;

    @Override
    protected int run(Context context) throws IOException {
        ImageArgument.check(this, context);
        AttachedStreams streams = AttachedStreams.of(attach, interactive, detach);
        TerminalCheck.require(context.session(), streams.in(), tty);
        DetachKeys keys = TerminalCheck.detachKeys(detachKeys);
        IdFile.check(context.session(), cidfile);
        ContainerCreate request = new CreateBody(this, context.session()).make(streams);
        ContainerCreated created = new ImagePull(context, this).create(request);
        for (String warning : created.warnings()) {
            context.err().println("WARNING: " + warning);
        }
        String id = created.id();
        IdFile.write(context.session(), cidfile, id);
        ContainerCalls containers = context.client().containers();
        if (!streams.any()) {
            containers.start(id);
            context.println(id);
            return 0;
        }
        if (profile.isEmpty()) {
            return attached(context, id, streams, tty, rm, keys);
        }
        // the profile may ask for a terminal, for input or for removal too
        ContainerInspect made = containers.inspect(id);
        AttachedStreams both = attach.isEmpty() ? new AttachedStreams(made.config().openStdin(), true, true) : streams;
        return attached(context, id, both, made.config().tty(), made.hostConfig().autoRemove(), keys);
    }

    private int attached(Context context, String id, AttachedStreams streams, boolean terminal, boolean removed,
            DetachKeys keys) throws IOException {
        ContainerCalls containers = context.client().containers();
        AttachOptions options = new AttachOptions(streams.in(), streams.out(), streams.err(), false, detachKeys);
        // attached and waiting before it starts: nothing of a container that ends at once is missed
        try (HijackedStream stream = containers.attach(id, options, terminal);
                ContainerWait wait = containers.await(id, removed ? "removed" : "next-exit");
                Registration signals = sigProxy && !terminal
                        ? new SignalProxy(context.session(), context.client(), id) : () -> { }) {
            containers.start(id);
            Optional<SessionTerminal> screen = terminal ? context.session().terminal() : Optional.empty();
            Registration resize = screen.isPresent() ? new WindowResizer(screen.get(),
                    (rows, columns) -> containers.resize(id, rows, columns), true) : () -> { };
            TerminalProxy.End end;
            try (resize) {
                end = new TerminalProxy(context.session(), stream, streams.in(), terminal, keys).run();
            }
            return switch (end) {
                case DETACHED -> 0;
                case HUNG_UP -> 129;
                case OUTPUT_ENDED -> wait.exitCode();
            };
        }
    }
}
