package dev.berth.console;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A key and a word for it, for the bottom line.
 *
 * @param action what the key does
 * @param key the key's name
 * @param word what it does, in a word
 */
record Hint(Action action, String key, String word) {
    /** Whoever is lost needs these, so they are there before any others. */
    private static final Set<Action> ALWAYS = EnumSet.of(Action.HELP, Action.BACK);

    /** Those of a page, in the table's order; going back only where there is something to go back to. */
    static List<Hint> of(Page page, boolean opened) {
        List<Hint> hints = new ArrayList<>();
        for (Binding binding : KeyTable.hints(page.scopes())) {
            if (binding.action() == Action.QUIT && opened) {
                hints.add(new Hint(Action.BACK, "esc", "Back"));
            } else {
                hints.add(new Hint(binding.action(), binding.keys().get(0),
                        page.hint(binding.action()).orElse(binding.hint())));
            }
        }
        return hints;
    }

    /** The first ones that fit into a number of cells, with those that are always there. */
    static List<Hint> fitting(List<Hint> hints, int width) {
        int left = width;
        for (Hint hint : hints) {
            left -= ALWAYS.contains(hint.action()) ? hint.width() : 0;
        }
        List<Hint> shown = new ArrayList<>();
        boolean full = false;
        for (Hint hint : hints) {
            boolean always = ALWAYS.contains(hint.action());
            full |= !always && hint.width() > left;
            if (always || !full) {
                shown.add(hint);
                left -= always ? 0 : hint.width();
            }
        }
        return shown;
    }

    /** With the gap before the next one. */
    private int width() {
        return key.length() + 1 + word.length() + 2;
    }
}
