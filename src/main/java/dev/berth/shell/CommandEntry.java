package dev.berth.shell;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import picocli.CommandLine;

/**
 * A command's line in the table. Its picocli model is built when it is first called, not before, and used again: to
 * build it takes longer than to run {@code ps}.
 */
final class CommandEntry {

    private final String path;
    private final Arity arity;
    private final boolean endsAtFirstArgument;
    private final Supplier<Command> factory;
    private final ConcurrentLinkedQueue<CommandLine> idle = new ConcurrentLinkedQueue<>();

    /**
     * A command.
     *
     * @param path its words, for example {@code container ls}
     * @param arity how many arguments it takes
     * @param endsAtFirstArgument whether options after the first argument belong to somebody else, as in {@code run}
     * @param factory makes it
     */
    CommandEntry(String path, Arity arity, boolean endsAtFirstArgument, Supplier<Command> factory) {
        this.path = path;
        this.arity = arity;
        this.endsAtFirstArgument = endsAtFirstArgument;
        this.factory = factory;
    }

    String path() {
        return path;
    }

    Arity arity() {
        return arity;
    }

    /** A command line for one run; give it back afterwards. */
    CommandLine borrow() {
        CommandLine line = idle.poll();
        return line == null ? build() : line;
    }

    void giveBack(CommandLine line) {
        idle.offer(line);
    }

    boolean endsAtFirstArgument() {
        return endsAtFirstArgument;
    }

    private CommandLine build() {
        return new CommandLine(factory.get());
    }
}
