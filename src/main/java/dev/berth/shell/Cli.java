package dev.berth.shell;

import dev.berth.client.ApiException;
import dev.berth.client.DockerClient;
import dev.berth.client.UnreachableException;
import dev.berth.session.CommandRunner;
import dev.berth.session.HangUpException;
import dev.berth.session.Session;
import dev.berth.shell.format.TemplateException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;

/** The {@code berth} command line: finds the command, reads its options, runs it, shows what failed. */
public final class Cli implements CommandRunner {

    /** Docker's exit status of {@code inspect} and the like for a template that cannot be read. */
    private static final int UNREADABLE_TEMPLATE = 64;

    private final Surroundings surroundings;
    private final CommandTable table;

    /**
     * A command line.
     *
     * @param surroundings the program around it
     */
    public Cli(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.table = new CommandTable(this);
    }

    @Override
    public int run(Session session) throws IOException {
        return run(session, session.arguments());
    }

    /**
     * Runs a command line in a session.
     *
     * @param session where
     * @param arguments the command and what follows it
     * @return the exit status
     * @throws IOException if nobody reads the output any more, or the session was interrupted
     */
    public int run(Session session, List<String> arguments) throws IOException {
        GlobalOptions global;
        try {
            global = GlobalOptions.read(arguments, session);
        } catch (UsageException e) {
            session.err().println(e.getMessage() + "\n\nUsage:  berth [OPTIONS] COMMAND [ARG...]\n\n"
                    + "Run 'berth --help' for more information");
            return e.status();
        }
        if (global.host().isEmpty()) {
            return run(session, surroundings.client(), global);
        }
        try (DockerClient other = new DockerClient(global.host().get())) {
            return run(session, other, global);
        }
    }

    private int run(Session session, DockerClient client, GlobalOptions global) throws IOException {
        List<String> words = global.rest();
        if (global.version()) {
            session.out().println("Berth version " + BerthVersion.current());
            return 0;
        }
        if (words.isEmpty() && !global.help() && session.terminal().isPresent()) {
            return surroundings.console(session, new ConsoleRequest(client, global.host(), global.theme()));
        }
        if (words.isEmpty() || words.get(0).equals("help") && words.size() == 1) {
            session.out().print(table.overview());
            return 0;
        }
        if (words.get(0).equals("help")) {
            words = new ArrayList<>(words.subList(1, words.size()));
            words.add("--help");
        }
        Optional<CommandEntry> entry = table.find(words);
        if (entry.isEmpty()) {
            return unknown(session, words);
        }
        CommandEntry found = entry.get();
        CommandLine line = found.borrow();
        try {
            int count = found.path().indexOf(' ') < 0 ? 1 : 2;
            return run(line, found, new Context(session, client, surroundings, found.path()),
                    words.subList(count, words.size()));
        } finally {
            found.giveBack(line);
        }
    }

    private int unknown(Session session, List<String> words) throws IOException {
        Optional<String> group = table.group(words.get(0));
        if (group.isPresent() && (words.size() == 1 || words.get(1).equals("--help"))) {
            session.out().print(group.get());
            return 0;
        }
        String parent = group.isPresent() ? "berth " + words.get(0) : "berth";
        session.err().println("berth: unknown command: " + parent + ' ' + words.get(group.isPresent() ? 1 : 0)
                + (group.isPresent() ? "\n\nUsage:  " + parent + (parent.equals("berth volume") ? " COMMAND" : "") : "")
                + "\n\nRun '" + parent + " --help' for more information");
        return 1;
    }

    private static int call(Command command, CommandLine line, CommandEntry entry, Context context,
            List<String> arguments) throws IOException {
        HelpText help = new HelpText(line.getCommandSpec(), entry.path());
        List<String> rest = command.takesAnything() && !arguments.contains("--help") ? arguments
                : Arguments.read(line, entry.endsAtFirstArgument(), arguments);
        if (command.asksForHelp()) {
            context.out().print(help.full(context.session().terminal().map(
                    terminal -> terminal.size().columns()).filter(columns -> columns > 0).orElse(HelpText.WIDTH)));
            return 0;
        }
        Optional<String> complaint = entry.arity().complaint(rest.size());
        if (complaint.isPresent()) {
            context.err().println("berth: 'berth " + entry.path() + "' " + complaint.get() + "\n\nUsage:  "
                    + help.usage() + "\n\n" + entry.arity().hint() + " 'berth " + entry.path()
                    + " --help' for more information");
            return 1;
        }
        command.setArguments(rest);
        return command.run(context);
    }

    private int run(CommandLine line, CommandEntry entry, Context context, List<String> arguments)
            throws IOException {
        Command command = line.getCommand();
        try {
            return call(command, line, entry, context, arguments);
        } catch (UsageException e) {
            context.err().println(e.getMessage() + "\n\nUsage:  " + new HelpText(line.getCommandSpec(),
                    entry.path()).usage() + "\n\nRun 'berth " + entry.path() + " --help' for more information");
            return e.status();
        } catch (LaunchRefused e) {
            if (e.isByEngine() && !command.isLaunch()) {
                context.err().println(e.getMessage());
                return 1;
            }
            return launchFailed(context, e.getMessage(), e.status());
        } catch (CommandException e) {
            if (!e.getMessage().isEmpty()) {
                context.err().println(e.getMessage());
            }
            return e.status();
        } catch (TemplateException e) {
            boolean said = e.getMessage().startsWith("failed to ")
                    || e.getMessage().startsWith("template parsing error: ");
            context.err().println(said ? e.getMessage() : "template parsing error: " + e.getMessage());
            return e.isSyntax() && !said ? UNREADABLE_TEMPLATE : 1;
        } catch (HangUpException | InterruptedIOException | ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            return failed(command, context, e);
        }
    }

    private int failed(Command command, Context context, IOException e) throws IOException {
        if (e.getCause() instanceof ClosedByInterruptException interrupted) {
            throw interrupted;
        }
        if (!command.isLaunch()) {
            context.err().println(describe(e));
            return 1;
        }
        return launchFailed(context, describe(e), LaunchStatus.of(e));
    }

    private static int launchFailed(Context context, String message, int status) throws IOException {
        context.err().println("berth: " + message + "\n\nRun 'berth " + context.name()
                + " --help' for more information");
        return status;
    }

    /**
     * A failure as docker words it.
     *
     * @param e what went wrong
     */
    static String describe(IOException e) {
        if (e instanceof ApiException) {
            return "Error response from daemon: " + e.getMessage();
        }
        if (e instanceof UnreachableException) {
            return e.getMessage();
        }
        if (e instanceof NoSuchFileException) {
            return "open " + e.getMessage() + ": no such file or directory";
        }
        if (e instanceof AccessDeniedException) {
            return "open " + e.getMessage() + ": permission denied";
        }
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    /** The commands, for help, completion and the man page. */
    CommandTable table() {
        return table;
    }

    /** Where a host given on the command line listens. */
    static Path socketOf(String host) {
        if (host.startsWith("unix://")) {
            return Path.of(host.substring("unix://".length()));
        }
        if (host.startsWith("/")) {
            return Path.of(host);
        }
        throw new UsageException("unable to parse berth host `" + host + "`: only unix:// sockets are known");
    }
}
