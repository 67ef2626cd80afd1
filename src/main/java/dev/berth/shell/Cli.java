package dev.berth.shell;

import dev.berth.session.CommandRunner;
import dev.berth.session.Session;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine;

/** The {@code berth} command line: finds the command, reads its options, runs it, shows what failed. */
public final class Cli implements CommandRunner {

    private final CommandTable table = new CommandTable();

    @Override
    public int run(Session session) throws IOException {
        List<String> arguments = session.arguments();
        CommandEntry entry = table.find(arguments).orElse(null);
        if (entry == null) {
            session.err().println("berth: unknown command: berth " + String.join(" ", arguments)
                    + "\n\nRun 'berth --help' for more information");
            return 1;
        }
        int words = entry.path().indexOf(' ') < 0 ? 1 : 2;
        CommandLine line = entry.borrow();
        try {
            return run(line, new Context(session), arguments.subList(words, arguments.size()));
        } finally {
            entry.giveBack(line);
        }
    }

    private static int run(CommandLine line, Context context, List<String> arguments) throws IOException {
        Command command = line.getCommand();
        try {
            line.parseArgs(arguments.toArray(new String[0]));
            return command.run(context);
        } catch (CommandException e) {
            context.err().println(e.getMessage());
            return e.status();
        }
    }
}
