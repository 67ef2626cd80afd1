package dev.berth.shell;

import dev.berth.session.Session;
import dev.berth.terminal.DetachKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What {@code -t} and {@code --detach-keys} need. */
final class TerminalCheck {

    /** Terminals whose description nearly every image has. */
    private static final Set<String> COMMON = Set.of("xterm", "xterm-256color", "screen", "screen-256color", "tmux",
            "tmux-256color", "linux", "vt100", "vt220", "rxvt", "rxvt-unicode-256color", "ansi", "dumb");

    private TerminalCheck() {
    }

    /**
     * Refuses a pipe where a terminal is needed.
     *
     * @param session whose input it is
     * @param stdin whether input is sent
     * @param tty whether the container has a terminal
     */
    static void require(Session session, boolean stdin, boolean tty) {
        if (stdin && tty && !session.in().isTerminal()) {
            throw new CommandException(1, "the input device is not a TTY");
        }
    }

    /**
     * Reads detach keys.
     *
     * @param text docker's form; empty for the usual ones
     */
    static DetachKeys detachKeys(String text) {
        if (text.isEmpty()) {
            return DetachKeys.DOCKER;
        }
        try {
            return DetachKeys.parse(text);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }

    /**
     * TERM and COLORTERM of the user's terminal, in front of what the user asked for, which wins.
     *
     * @param session the user's
     * @param asked {@code --env}
     */
    static List<String> environment(Session session, List<String> asked) {
        List<String> all = new ArrayList<>();
        session.variable("TERM").ifPresent(term -> all.add("TERM=" + (COMMON.contains(term) ? term
                : "xterm-256color")));
        session.variable("COLORTERM").ifPresent(value -> all.add("COLORTERM=" + value));
        all.removeIf(entry -> {
            String name = entry.substring(0, entry.indexOf('=') + 1);
            return asked.stream().anyMatch(a -> a.startsWith(name));
        });
        all.addAll(asked);
        return all;
    }
}
