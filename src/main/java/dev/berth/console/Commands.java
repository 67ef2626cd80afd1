package dev.berth.console;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Everything that can be done on a page, by name: what its keys do, the views, the themes. */
final class Commands {
    private Commands() {
    }

    /**
     * The commands for the page that is shown.
     *
     * @param perform does what a key does
     * @param customs the user's own commands that can be run here
     * @param run runs one of them
     */
    static List<Command> of(Navigation navigation, ThemeChoice themes, Consumer<Action> perform,
            List<CustomCommand> customs, Consumer<CustomCommand> run) {
        List<Command> commands = new ArrayList<>();
        for (CustomCommand custom : customs) {
            commands.add(new Command(custom.name(), custom.key().orElse(""), "berth " + String.join(" ",
                    custom.words()), () -> run.accept(custom)));
        }
        for (int i = 0; i < navigation.views().size(); i++) {
            int index = i;
            String title = navigation.views().get(i).title().toLowerCase(Locale.ROOT);
            commands.add(new Command(title, Integer.toString(i + 1), "Show the " + title,
                    () -> navigation.show(index)));
        }
        List<Scope> scopes = navigation.page().scopes();
        // a key of two scopes is one command
        Set<Action> added = EnumSet.noneOf(Action.class);
        for (Binding binding : KeyTable.bindings()) {
            String key = binding.keys().get(0);
            boolean view = binding.action().ordinal() >= Action.VIEW_1.ordinal()
                    && binding.action().ordinal() <= Action.VIEW_4.ordinal();
            if (scopes.contains(binding.scope()) && !view && binding.scope() != Scope.MOVING
                    && binding.action() != Action.PALETTE
                    && KeyTable.action(key, scopes).equals(Optional.of(binding.action()))
                    && added.add(binding.action())) {
                commands.add(new Command(binding.action().label(), key, binding.help(),
                        () -> perform.accept(binding.action())));
            }
        }
        for (String name : themes.names()) {
            commands.add(new Command("theme " + name, "", "Show everything in this theme", () -> themes.turnTo(name)));
        }
        return commands;
    }
}
