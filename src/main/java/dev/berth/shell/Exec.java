package dev.berth.shell;

import dev.berth.client.ApiException;
import dev.berth.docker.ExecCreate;
import dev.berth.kernel.WindowSize;
import dev.berth.terminal.DetachKeys;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code berth exec}: a command in a running container. */
@CommandLine.Command(name = "exec", description = "Execute a command in a running container",
        customSynopsis = "CONTAINER COMMAND [ARG...]")
final class Exec extends Command {

    @Option(names = {"-d", "--detach"}, description = "Detached mode: run command in the background")
    private boolean detach;
    @Option(names = "--detach-keys", paramLabel = "string", description = Texts.DETACH_KEYS)
    private String detachKeys;
    @Option(names = {"-e", "--env"}, paramLabel = "list", description = "Set environment variables")
    private List<String> env;
    @Option(names = "--env-file", paramLabel = "list", description = "Read in a file of environment variables")
    private List<String> envFile;
    @Option(names = {"-i", "--interactive"}, description = "Keep STDIN open even if not attached")
    private boolean interactive;
    @Option(names = "--privileged", description = "Give extended privileges to the command")
    private boolean privileged;
    @Option(names = {"-t", "--tty"}, description = "Allocate a pseudo-TTY")
    private boolean tty;
    @Option(names = {"-u", "--user"}, paramLabel = "string",
            description = "Username or UID (format: <name|uid>[:<group|gid>])")
    private String user;
    @Option(names = {"-w", "--workdir"}, paramLabel = "string", description = "Working directory inside the container")
    private String workdir;

    @Override
    protected int run(Context context) throws IOException {
        boolean stdin = interactive && !detach;
        TerminalCheck.require(context.session(), stdin, tty);
        DetachKeys keys = TerminalCheck.detachKeys(detachKeys);
        List<String> variables = EnvironmentFlags.read(context.session(), env, envFile);
        List<String> command = arguments().subList(1, arguments().size());
        if (command.get(0).equals("--") && command.size() > 1) {
            command = command.subList(1, command.size());
        }
        List<Integer> size = List.of();
        if (tty && context.session().terminal().isPresent()) {
            WindowSize window = context.session().terminal().get().size();
            size = List.of(window.rows(), window.columns());
        }
        String id = context.client().execs().create(argument(0), new ExecCreate(user, privileged, tty, size, stdin,
                !detach, !detach, detachKeys, tty ? TerminalCheck.environment(context.session(), variables)
                        : variables, workdir, command, Optional.empty()));
        if (detach) {
            context.client().execs().startDetached(id, tty);
            return 0;
        }
        try {
            return ExecAttachment.start(context, id, stdin, tty, keys);
        } catch (ApiException e) {
            context.err().println(Cli.describe(e));
            int status = LaunchStatus.of(e);
            return status == LaunchStatus.REFUSED ? context.client().execs().inspect(id).exitCode().orElse(1) : status;
        }
    }
}
