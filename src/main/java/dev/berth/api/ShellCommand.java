package dev.berth.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A command that becomes the first shell of a list that the container has. */
final class ShellCommand {
    private static final List<String> USUAL = List.of("/bin/bash", "/bin/ash", "/bin/sh");

    private ShellCommand() {
    }

    /**
     * The command. It leans on {@code /bin/sh}: a container without one has no shell to offer.
     *
     * @param shells what the profile names, in its order
     */
    static List<String> of(Optional<List<String>> shells) {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c",
                "for s in \"$@\"; do [ -x \"$s\" ] && exec \"$s\"; done; exec /bin/sh", "sh"));
        command.addAll(shells.filter(s -> !s.isEmpty()).orElse(USUAL));
        return command;
    }
}
