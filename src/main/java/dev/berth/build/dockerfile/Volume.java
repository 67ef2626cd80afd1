package dev.berth.build.dockerfile;

import java.util.List;

/**
 * {@code VOLUME PATH…}.
 *
 * @param source where it stands
 * @param paths in the container
 */
public record Volume(Source source, List<String> paths) implements Instruction {

    /** Keeps its own copy of the list. */
    public Volume {
        paths = List.copyOf(paths);
    }
}
