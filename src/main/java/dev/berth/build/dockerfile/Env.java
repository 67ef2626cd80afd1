package dev.berth.build.dockerfile;

import java.util.List;

/**
 * {@code ENV NAME=VALUE…}, also {@code ENV NAME VALUE}.
 *
 * @param source where it stands
 * @param variables the variables, in order
 */
public record Env(Source source, List<KeyValue> variables) implements Instruction {

    /** Keeps its own copy of the list. */
    public Env {
        variables = List.copyOf(variables);
    }
}
