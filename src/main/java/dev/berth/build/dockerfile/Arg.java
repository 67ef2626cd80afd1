package dev.berth.build.dockerfile;

import java.util.List;
import java.util.Optional;

/**
 * {@code ARG NAME[=DEFAULT]…}.
 *
 * @param source where it stands
 * @param declarations in order
 */
public record Arg(Source source, List<Declaration> declarations) implements Instruction {

    /**
     * One argument.
     *
     * @param name its name
     * @param value its default
     */
    public record Declaration(String name, Optional<String> value) {
    }

    /** Keeps its own copy of the list. */
    public Arg {
        declarations = List.copyOf(declarations);
    }
}
