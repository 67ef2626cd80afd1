package dev.berth.build.check;

import dev.berth.build.dockerfile.Source;
import java.util.List;

/**
 * What a target can be given.
 *
 * @param name of the target; empty if it has none
 * @param description what the comment above it says
 * @param arguments build arguments, in the order of the file
 * @param secrets by id, in the order of the file
 * @param ssh agents by id, in the order of the file
 */
public record Outline(String name, String description, List<Argument> arguments, List<Need> secrets, List<Need> ssh) {

    /**
     * A build argument.
     *
     * @param name its name
     * @param value what it is now; empty for nothing
     * @param description what the comment above it says
     * @param at where it is declared
     */
    public record Argument(String name, String value, String description, Source at) {
    }

    /**
     * A secret or an agent.
     *
     * @param name its id
     * @param required whether the build fails without it
     * @param at where it is used first
     */
    public record Need(String name, boolean required, Source at) {
    }

    /** Keeps its own copies of the lists. */
    public Outline {
        arguments = List.copyOf(arguments);
        secrets = List.copyOf(secrets);
        ssh = List.copyOf(ssh);
    }
}
