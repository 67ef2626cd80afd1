package dev.berth.build.dockerfile;

import java.util.ArrayList;
import java.util.List;

/**
 * The command of {@code RUN}, {@code CMD} and {@code ENTRYPOINT}.
 *
 * @param words of the exec form; the whole line as one word in the shell form; none if nothing was given
 * @param shellForm whether it was written as plain text, for the shell, and not as a JSON array
 */
public record CommandLine(List<String> words, boolean shellForm) {

    /** Keeps its own copy of the list. */
    public CommandLine {
        words = List.copyOf(words);
    }

    /**
     * What is executed.
     *
     * @param shell what the shell form is given to, for example {@code [/bin/sh, -c]}
     */
    public List<String> arguments(List<String> shell) {
        if (!shellForm) {
            return words;
        }
        List<String> result = new ArrayList<>(shell);
        result.addAll(words);
        return result;
    }
}
