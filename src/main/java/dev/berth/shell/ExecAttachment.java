package dev.berth.shell;

import dev.berth.client.DockerClient;
import dev.berth.client.HijackedStream;
import dev.berth.docker.ExecInspect;
import dev.berth.docker.Session;
import dev.berth.kernel.WindowSize;
import dev.berth.session.Registration;
import dev.berth.session.SessionTerminal;
import dev.berth.terminal.DetachKeys;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Connects a session with an exec session, a new one or one that runs already. */
final class ExecAttachment {

    private ExecAttachment() {
    }

    /** Starts one and stays with it; gives its exit status, or 0 after the detach keys. */
    static int start(Context context, String id, boolean stdin, boolean tty, DetachKeys keys) throws IOException {
        WindowSize size = context.session().terminal().filter(t -> tty).map(SessionTerminal::size)
                .orElse(new WindowSize(0, 0));
        try (HijackedStream stream = context.client().execs().start(id, tty, size.rows(), size.columns())) {
            return connect(context, id, stream, stdin, tty, keys);
        }
    }

    /** Goes back to one by its name, {@code CONTAINER/NUMBER}. */
    static int again(Context context, String name, DetachKeys keys) throws IOException {
        TerminalCheck.require(context.session(), true, true);
        DockerClient client = context.client();
        String container = name.substring(0, name.lastIndexOf('/'));
        List<Session> sessions = client.berth().sessions(Optional.of(container));
        Session session = sessions.stream()
                .filter(s -> s.name().equals(name) || s.name().endsWith(name.substring(name.lastIndexOf('/')))
                        || s.id().equals(name)).findFirst()
                .orElseThrow(() -> new CommandException("no such session: " + name
                        + "; 'berth sessions' lists those that run"));
        WindowSize size = context.session().terminal().map(SessionTerminal::size).orElse(new WindowSize(0, 0));
        try (HijackedStream stream = client.berth().attachSession(session.id(), size.rows(), size.columns())) {
            return connect(context, session.id(), stream, true, true, keys);
        }
    }

    private static int connect(Context context, String id, HijackedStream stream, boolean stdin, boolean tty,
            DetachKeys keys) throws IOException {
        Optional<SessionTerminal> terminal = tty ? context.session().terminal() : Optional.empty();
        Registration resize = terminal.isPresent() ? new WindowResizer(terminal.get(),
                (rows, columns) -> context.client().execs().resize(id, rows, columns), true) : () -> { };
        TerminalProxy.End end;
        try (resize) {
            end = new TerminalProxy(context.session(), stream, stdin, tty, keys).run();
        }
        if (end == TerminalProxy.End.DETACHED) {
            return 0;
        }
        if (end == TerminalProxy.End.HUNG_UP) {
            return 129;
        }
        ExecInspect exec = context.client().execs().inspect(id);
        return exec.exitCode().orElse(0);
    }
}
