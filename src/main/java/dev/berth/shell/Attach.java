package dev.berth.shell;

import dev.berth.client.AttachOptions;
import dev.berth.client.ContainerCalls;
import dev.berth.client.ContainerWait;
import dev.berth.client.HijackedStream;
import dev.berth.docker.ContainerInspect;
import dev.berth.docker.ContainerState;
import dev.berth.kernel.WindowSize;
import dev.berth.session.Registration;
import dev.berth.session.SessionTerminal;
import dev.berth.terminal.DetachKeys;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code berth attach}: to a container, or with {@code NAME/2} to one of its exec sessions. */
@CommandLine.Command(name = "attach", customSynopsis = "CONTAINER[/SESSION]",
        description = "Attach local standard input, output, and error streams to a running container or exec session")
final class Attach extends Command {

    @Option(names = "--detach-keys", paramLabel = "string", description = Texts.DETACH_KEYS)
    private String detachKeys;
    @Option(names = "--no-stdin", description = "Do not attach STDIN")
    private boolean noStdin;
    @Option(names = "--sig-proxy", defaultValue = "true",
            description = "Proxy all received signals to the process (default true)")
    private boolean sigProxy;

    @Override
    protected int run(Context context) throws IOException {
        DetachKeys keys = TerminalCheck.detachKeys(detachKeys);
        if (argument(0).indexOf('/') > 0) {
            return ExecAttachment.again(context, argument(0), keys);
        }
        ContainerInspect container = context.client().containers().inspect(argument(0));
        ContainerState state = container.state();
        if (!state.running()) {
            throw new CommandException("You cannot attach to a stopped container, start it first");
        }
        if (state.paused()) {
            throw new CommandException("You cannot attach to a paused container, unpause it first");
        }
        if (state.restarting()) {
            throw new CommandException("You cannot attach to a restarting container, wait until it is running");
        }
        boolean stdin = !noStdin && container.config().openStdin();
        return attach(context, container, stdin, sigProxy, keys);
    }

    /**
     * Attaches to a container that runs or is about to be started.
     *
     * @param stdin whether input is sent
     * @param proxySignals whether signals go to the container where there is no terminal
     * @return its exit status, or 0 after the detach keys
     */
    private static int attach(Context context, ContainerInspect container, boolean stdin, boolean proxySignals,
            DetachKeys keys) throws IOException {
        boolean tty = container.config().tty();
        TerminalCheck.require(context.session(), stdin, tty);
        String id = container.id();
        ContainerCalls containers = context.client().containers();
        Optional<SessionTerminal> terminal = tty ? context.session().terminal() : Optional.empty();
        try (ContainerWait wait = containers.await(id, "not-running");
                HijackedStream stream = stream(containers, id,
                        new AttachOptions(stdin, true, true, false, keys.toString()), terminal, tty)) {
            if (terminal.isPresent()) {
                repaint(containers, id, terminal.get());
            }
            return stay(context, container, stream, wait, stdin, proxySignals, keys);
        }
    }

    /** A terminal shows at once what the container's shows. */
    private static HijackedStream stream(ContainerCalls containers, String id, AttachOptions options,
            Optional<SessionTerminal> terminal, boolean tty) throws IOException {
        if (terminal.isEmpty()) {
            return containers.attach(id, options, tty);
        }
        WindowSize size = terminal.get().size();
        return containers.attachScreen(id, options, size.rows(), size.columns());
    }

    /** {@code berth start -a}: attaches before the start, so that no output is missed. */
    static int started(Context context, ContainerInspect container, boolean interactive, DetachKeys keys)
            throws IOException {
        boolean tty = container.config().tty();
        boolean stdin = interactive && container.config().openStdin();
        TerminalCheck.require(context.session(), stdin, tty);
        ContainerCalls containers = context.client().containers();
        String id = container.id();
        try (HijackedStream stream = containers.attach(id,
                new AttachOptions(stdin, true, true, false, keys.toString()), tty);
                ContainerWait wait = containers.await(id,
                        container.hostConfig().autoRemove() ? "removed" : "next-exit")) {
            containers.start(id);
            return stay(context, container, stream, wait, stdin, true, keys);
        }
    }

    private static int stay(Context context, ContainerInspect container, HijackedStream stream, ContainerWait wait,
            boolean stdin, boolean proxySignals, DetachKeys keys) throws IOException {
        boolean tty = container.config().tty();
        String id = container.id();
        Optional<SessionTerminal> terminal = tty ? context.session().terminal() : Optional.empty();
        try (Registration signals = proxySignals && !tty
                ? new SignalProxy(context.session(), context.client(), id) : () -> { };
                Registration resize = terminal.isPresent() ? new WindowResizer(terminal.get(), (rows, columns) ->
                        context.client().containers().resize(id, rows, columns), true) : () -> { }) {
            TerminalProxy.End end = new TerminalProxy(context.session(), stream, stdin, tty, keys).run();
            if (end == TerminalProxy.End.DETACHED) {
                context.err().println("read escape sequence");
                return 0;
            }
            return end == TerminalProxy.End.HUNG_UP ? 129 : wait.exitCode();
        }
    }

    /** A size that differs first: the true one, which follows, then makes programs draw their screen again. */
    private static void repaint(ContainerCalls containers, String id, SessionTerminal terminal) throws IOException {
        WindowSize size = terminal.size();
        containers.resize(id, size.rows() + 1, size.columns() + 1);
    }
}
