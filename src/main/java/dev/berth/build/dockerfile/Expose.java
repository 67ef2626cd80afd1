package dev.berth.build.dockerfile;

import java.util.List;

/**
 * {@code EXPOSE PORT[-PORT][/PROTOCOL]…}.
 *
 * @param source where it stands
 * @param ports sorted as text, as docker sorts them
 */
public record Expose(Source source, List<String> ports) implements Instruction {

    /** Keeps its own copy of the list. */
    public Expose {
        ports = List.copyOf(ports);
    }
}
