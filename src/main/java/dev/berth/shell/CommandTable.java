package dev.berth.shell;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** All commands by their words. Each is one line here. */
final class CommandTable {

    private final Map<String, CommandEntry> entries = new HashMap<>();

    CommandTable() {
        add("ping", Arity.NONE, Ping::new);
    }

    private CommandEntry add(String path, Arity arity, Supplier<Command> factory) {
        CommandEntry entry = new CommandEntry(path, arity, false, factory);
        entries.put(path, entry);
        return entry;
    }

    /**
     * The command that arguments begin with: the longest of their first words that names one.
     *
     * @param arguments of the whole command line
     */
    Optional<CommandEntry> find(List<String> arguments) {
        if (arguments.size() > 1) {
            CommandEntry two = entries.get(arguments.get(0) + ' ' + arguments.get(1));
            if (two != null) {
                return Optional.of(two);
            }
        }
        return arguments.isEmpty() ? Optional.empty() : Optional.ofNullable(entries.get(arguments.get(0)));
    }
}
