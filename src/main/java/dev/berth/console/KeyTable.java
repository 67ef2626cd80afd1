package dev.berth.console;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The keys of the console: the one place that says what they do, for the pages, the hints and the help. */
final class KeyTable {
    private static final List<Binding> BINDINGS = List.of(
            bind(Scope.CONTAINER_LIST, Action.OPEN, "Open", "Open: logs, details, stats", "enter", "right", "l"),
            bind(Scope.LOGS, Action.SEARCH, "Search", "Search for a text", "/"),
            bind(Scope.LOGS, Action.NEXT_MATCH, "Next", "The next line with it", "n"),
            bind(Scope.LOGS, Action.PREVIOUS_MATCH, "", "The one before", "N"),
            bind(Scope.LOGS, Action.FILTER, "Filter", "Show only lines that contain a text", "&"),
            bind(Scope.LOGS, Action.FOLLOW, "Follow", "Follow what comes, or stand still", "f"),
            bind(Scope.LOGS, Action.WRAP, "Wrap", "Wrap long lines, or cut them", "w"),
            bind(Scope.LOGS, Action.LEFT, "", "Show what is further left of lines that are cut", "<"),
            bind(Scope.LOGS, Action.RIGHT, "", "Show what is further right", ">"),
            bind(Scope.LOGS, Action.TIMESTAMPS, "Times", "Show when each line was written, or not", "T"),
            bind(Scope.LOGS, Action.SAVE, "Save", "Save the whole log to a file", "S"),
            bind(Scope.TABS, Action.NEXT_TAB, "Next tab", "The next tab", "tab", "right", "l", "]"),
            bind(Scope.TABS, Action.PREVIOUS_TAB, "", "The one before", "shift-tab", "left", "h", "["),
            bind(Scope.CONTAINERS, Action.ATTACH, "Attach", "Attach to process 1", "a"),
            bind(Scope.CONTAINERS, Action.SHELL, "Shell", "A shell in it: one that was left, or a new one", "e"),
            bind(Scope.CONTAINERS, Action.EXECUTE, "", "Run a command in it, on a terminal of its own", "x"),
            bind(Scope.PROFILES, Action.OPEN, "Launch", "Launch a container from it", "enter"),
            bind(Scope.PROFILES, Action.VIEW, "View", "Its text, and what it comes to in the kernel", "v"),
            bind(Scope.IMAGES, Action.OPEN, "Layers", "The steps it was made in, and what they waste", "enter",
                    "right", "l"),
            bind(Scope.ONE_IMAGE, Action.OPEN, "Layers", "The steps it was made in, and what they waste", "enter"),
            bind(Scope.ONE_IMAGE, Action.LAUNCH, "Launch", "Launch a container from it", "n"),
            bind(Scope.LAYERS, Action.OPEN, "Files", "The files that the layer adds, changes and deletes", "enter",
                    "right", "l"),
            bind(Scope.IMAGES, Action.LAUNCH, "Launch", "Launch a container from it", "n"),
            bind(Scope.EVERYWHERE, Action.LAUNCH, "New", "Launch a container", "n"),
            bind(Scope.CONTAINERS, Action.START_STOP, "Stop", "Stop it, or start it when it does not run", "s"),
            bind(Scope.CONTAINERS, Action.RESTART, "", "Restart it", "r"),
            bind(Scope.CONTAINERS, Action.PAUSE, "", "Pause it, or let it go on", "p"),
            bind(Scope.CONTAINERS, Action.KILL, "", "Kill it at once", "K"),
            bind(Scope.CONTAINERS, Action.REMOVE, "Remove", "Remove it", "d", "del"),
            bind(Scope.CONTAINERS, Action.CHANGES, "", "The files in it that differ from its image", "c"),
            bind(Scope.CONTAINERS, Action.IMAGE, "", "The layers of its image", "i"),
            bind(Scope.CONTAINER_LIST, Action.SHOW_ALL, "", "Show all, or only those that run", "A"),
            bind(Scope.IMAGES, Action.VIEW, "View", "What is to know of it: command, environment, names", "v"),
            bind(Scope.IMAGES, Action.USERS, "", "The containers that use it", "u"),
            bind(Scope.IMAGES, Action.REMOVE, "Remove", "Remove the name, and the image with its last name", "d",
                    "del"),
            bind(Scope.VOLUMES, Action.OPEN, "Open", "What is to know of it, and who uses it", "enter"),
            bind(Scope.VOLUMES, Action.REMOVE, "Remove", "Remove it with all that is in it", "d", "del"),
            bind(Scope.CONTAINER_LIST, Action.PRUNE, "", "Remove all containers that have ended", "P"),
            bind(Scope.IMAGES, Action.PRUNE, "", "Remove unused images: all, or those without a name", "P"),
            bind(Scope.VOLUMES, Action.PRUNE, "", "Remove all volumes that nothing uses", "P"),
            bind(Scope.MOVING, Action.FILTER, "Find", "Show only what contains a text", "/"),
            bind(Scope.EVERYWHERE, Action.PALETTE, "All", "Everything that can be done here, by its name", ":"),
            bind(Scope.EVERYWHERE, Action.HELP, "Help", "This help", "?", "f1"),
            bind(Scope.LISTS, Action.MARK, "Mark", "Mark it; keys then act on all that are marked", "space"),
            bind(Scope.LISTS, Action.MARK_ALL, "", "Mark all that are shown, or none", "*"),
            bind(Scope.LISTS, Action.COPY, "", "Copy its name into the terminal's clipboard", "y"),
            bind(Scope.CONTAINERS, Action.COPY, "", "Copy its name into the terminal's clipboard", "y"),
            bind(Scope.CONTAINERS, Action.COPY_ID, "", "Copy its id", "Y"),
            bind(Scope.IMAGES, Action.COPY_ID, "", "Copy its id", "Y"),
            bind(Scope.LISTS, Action.SORT, "Sort", "Sort by the next column", "o"),
            bind(Scope.LISTS, Action.SORT_REVERSE, "", "Sort the other way round", "O"),
            bind(Scope.MOVING, Action.UP, "", "Up", "k", "up"),
            bind(Scope.MOVING, Action.DOWN, "", "Down", "j", "down"),
            bind(Scope.MOVING, Action.HALF_UP, "", "Half a page up", "ctrl-u"),
            bind(Scope.MOVING, Action.HALF_DOWN, "", "Half a page down", "ctrl-d"),
            bind(Scope.MOVING, Action.PAGE_UP, "", "A page up", "pgup", "ctrl-b"),
            bind(Scope.MOVING, Action.PAGE_DOWN, "", "A page down", "pgdn", "ctrl-f"),
            bind(Scope.MOVING, Action.TOP, "", "To the beginning", "g", "home"),
            bind(Scope.MOVING, Action.BOTTOM, "", "To the end; logs follow again", "G", "end"),
            bind(Scope.EVERYWHERE, Action.VIEW_1, "", "Containers", "1"),
            bind(Scope.EVERYWHERE, Action.VIEW_2, "", "Images", "2"),
            bind(Scope.EVERYWHERE, Action.VIEW_3, "", "Profiles", "3"),
            bind(Scope.EVERYWHERE, Action.VIEW_4, "", "Volumes", "4"),
            bind(Scope.EVERYWHERE, Action.NEXT_VIEW, "", "Next view", "tab"),
            bind(Scope.EVERYWHERE, Action.PREVIOUS_VIEW, "", "Previous view", "shift-tab"),
            bind(Scope.EVERYWHERE, Action.COMMAND, "", "Run a berth command; {{.Name}} is what is selected", "!"),
            bind(Scope.EVERYWHERE, Action.MESSAGES, "", "What the status line has said, with errors in full", "M"),
            bind(Scope.EVERYWHERE, Action.THEME, "", "Next theme", "t"),
            bind(Scope.EVERYWHERE, Action.MOUSE, "", "Mouse for the console, or for the terminal", "m"),
            bind(Scope.EVERYWHERE, Action.REDRAW, "", "Draw everything again", "ctrl-l"),
            bind(Scope.EVERYWHERE, Action.SUSPEND, "", "Suspend the console; fg in the shell brings it back", "ctrl-z"),
            bind(Scope.EVERYWHERE, Action.BACK, "", "Clear marks and filters, or go back; never quits", "esc",
                    "backspace"),
            bind(Scope.EVERYWHERE, Action.QUIT, "Quit", "Go back, or quit", "q"),
            bind(Scope.EVERYWHERE, Action.INTERRUPT, "", "Leave what is open; quit when nothing is", "ctrl-c"));

    private KeyTable() {
    }

    private static Binding bind(Scope scope, Action action, String hint, String help, String... keys) {
        return new Binding(scope, action, List.of(keys), hint, help);
    }

    /** All bindings, in the order of the hints. */
    static List<Binding> bindings() {
        return BINDINGS;
    }

    /** The action of a key where the first of the scopes that know the key decides. */
    static Optional<Action> action(String key, List<Scope> scopes) {
        for (Scope scope : scopes) {
            for (Binding binding : BINDINGS) {
                if (binding.scope() == scope && binding.keys().contains(key)) {
                    return Optional.of(binding.action());
                }
            }
        }
        return Optional.empty();
    }

    /** The bindings with a hint that hold in any of the scopes; a key that a narrower scope has is not there twice. */
    static List<Binding> hints(List<Scope> scopes) {
        List<Binding> hints = new ArrayList<>();
        for (Scope scope : scopes) {
            for (Binding binding : BINDINGS) {
                String key = binding.keys().get(0);
                if (!binding.hint().isEmpty() && scope == binding.scope()
                        && hints.stream().noneMatch(other -> other.keys().contains(key))) {
                    hints.add(binding);
                }
            }
        }
        hints.sort(Comparator.comparingInt(BINDINGS::indexOf));
        return hints;
    }
}
