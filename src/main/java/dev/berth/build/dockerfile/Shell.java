package dev.berth.build.dockerfile;

import java.util.List;

/**
 * {@code SHELL ["PROGRAM", "ARGUMENT"…]}.
 *
 * @param source where it stands
 * @param words what the shell form is given to, at least one
 */
public record Shell(Source source, List<String> words) implements Instruction {

    /** Keeps its own copy of the list. */
    public Shell {
        words = List.copyOf(words);
    }
}
