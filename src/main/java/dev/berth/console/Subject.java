package dev.berth.console;

import java.util.List;

/**
 * What is selected, as command lines name it.
 *
 * @param kind what it is
 * @param name its name
 * @param id its id; its name where it has none
 * @param image the image of a container, or the image itself; an empty text for others
 */
record Subject(Kind kind, String name, String id, String image) {
    /** The places in a command line that are filled in, docker's form of templates. */
    static final List<String> PLACES = List.of("{{.Name}}", "{{.ID}}", "{{.Image}}");

    /** A command's words with what is selected in their places; a name stays part of its word whatever is in it. */
    List<String> fill(List<String> words) {
        return words.stream().map(word -> word.replace("{{.ID}}", id).replace("{{.Image}}", image)
                .replace("{{.Name}}", name)).toList();
    }

    /** Whether a command needs something that is selected. */
    static boolean isNeeded(List<String> words) {
        return words.stream().anyMatch(word -> PLACES.stream().anyMatch(word::contains));
    }
}
