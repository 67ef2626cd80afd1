package dev.berth.shell;

import java.io.IOException;
import picocli.CommandLine.Option;

/**
 * One command. Its fields are options and parameters by picocli's annotations, set anew for each run; it keeps nothing
 * else.
 */
public abstract class Command {

    @Option(names = "--help", description = "Print usage", hidden = true)
    private boolean help;

    final boolean asksForHelp() {
        return help;
    }

    /**
     * Runs it.
     *
     * @param context the session, the client and the like
     * @return the exit status
     * @throws IOException if the terminal or the engine's connection fails
     * @throws CommandException if it cannot be done, with the sentence to show
     */
    protected abstract int run(Context context) throws IOException;
}
