package dev.berth.shell;

import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Option;

/**
 * One command. Its fields are options and parameters by picocli's annotations, set anew for each run; it keeps nothing
 * else.
 */
public abstract class Command {

    @Option(names = "--help", description = "Print usage", hidden = true)
    private boolean help;

    private List<String> arguments = List.of();

    final boolean asksForHelp() {
        return help;
    }

    final void setArguments(List<String> newArguments) {
        arguments = newArguments;
    }

    /** What is left besides the options. */
    protected final List<String> arguments() {
        return arguments;
    }

    /**
     * An argument.
     *
     * @param index from 0; the command's arity says how many there are
     */
    protected final String argument(int index) {
        return arguments.get(index);
    }

    /** Whether a failure is followed by the hint at {@code --help} and exits with 125, as docker run's. */
    protected boolean isLaunch() {
        return false;
    }

    /** Whether no option of it is wrong: all that is typed is an argument, but for {@code --help}. */
    protected boolean takesAnything() {
        return false;
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
