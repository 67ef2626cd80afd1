package dev.berth.console;

import dev.berth.terminal.CharacterWidth;
import java.util.ArrayList;
import java.util.List;

/**
 * A question before something is done.
 *
 * @param title what is to be done and to what, as {@code Stop web-1}
 * @param lines what that means
 * @param button the word on the button that does it
 * @param action what to do then
 */
record Confirmation(String title, List<String> lines, String button, Runnable action) {
    /** As wide as names are in a question about several of them. */
    private static final int NAMES_WIDTH = 66;

    /**
     * A question about one object or several, all of which are named.
     *
     * @param verb what is to be done, as {@code Remove}
     * @param noun what one of them is
     * @param names of all of them
     * @param meaning what that means
     */
    static Confirmation of(String verb, String noun, List<String> names, List<String> meaning, Runnable action) {
        if (names.size() == 1) {
            return new Confirmation(verb + " " + names.get(0), meaning, verb, action);
        }
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String name : names) {
            if (line.length() > 0 && CharacterWidth.of(line) + 2 + CharacterWidth.of(name) > NAMES_WIDTH) {
                lines.add(line.append(',').toString());
                line.setLength(0);
            }
            line.append(line.length() > 0 ? ", " : "").append(name);
        }
        lines.add(line.toString());
        lines.addAll(meaning);
        return new Confirmation(verb.split(" ")[0] + " " + names.size() + " " + noun + "s", lines, verb, action);
    }

    /** The same question with another word on its button. */
    Confirmation button(String word) {
        return new Confirmation(title, lines, word, action);
    }
}
