package dev.berth.build.dockerfile;

import java.util.List;

/**
 * {@code LABEL KEY=VALUE…}, also {@code LABEL KEY VALUE}.
 *
 * @param source where it stands
 * @param labels the labels, in order
 */
public record Label(Source source, List<KeyValue> labels) implements Instruction {

    /** Keeps its own copy of the list. */
    public Label {
        labels = List.copyOf(labels);
    }
}
