package dev.berth.console;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One of Berth's command lines that the user has given a name and perhaps a key.
 *
 * @param name what it is called in the palette
 * @param key the key that runs it, where the console does not use that itself
 * @param kind what it is for; any when absent
 * @param words the command and its arguments, with places for what is selected: {@code {{.Name}}}, {@code {{.ID}}},
 *     {@code {{.Image}}}
 */
public record CustomCommand(String name, Optional<String> key, Optional<Kind> kind, List<String> words) {

    /**
     * A command as the configuration says it.
     *
     * @param on {@code containers}, {@code images} or {@code volumes}
     * @param line the command line; quotes keep words together
     */
    public static CustomCommand of(String name, Optional<String> key, Optional<String> on, String line) {
        return new CustomCommand(name, key, on.map(kind -> Kind.valueOf(
                kind.substring(0, kind.length() - 1).toUpperCase(Locale.ROOT))), words(line));
    }

    /** A command line's words; {@code berth} may stand before it. */
    static List<String> words(String line) {
        List<String> words = Words.split(line.replace("{{ .", "{{.").replace(" }}", "}}"));
        return !words.isEmpty() && words.get(0).equals("berth") ? words.subList(1, words.size()) : words;
    }

    /** Whether it can be run with this selected. */
    boolean fits(Optional<Subject> subject) {
        return subject.isPresent() ? kind.isEmpty() || kind.get() == subject.get().kind()
                : kind.isEmpty() && !Subject.isNeeded(words);
    }
}
