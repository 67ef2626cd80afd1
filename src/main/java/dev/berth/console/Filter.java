package dev.berth.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a user types to see only some rows: words, all of which a row must contain, in any order; one that begins with
 * {@code !} it must not contain. Capitals do not count.
 */
final class Filter {
    private final List<String> wanted = new ArrayList<>();
    private final List<String> unwanted = new ArrayList<>();

    Filter(String text) {
        for (String word : text.toLowerCase(Locale.ROOT).strip().split(" +")) {
            if (word.startsWith("!")) {
                // Only the sign so far: what is not wanted is still being typed.
                if (word.length() > 1) {
                    unwanted.add(word.substring(1));
                }
            } else if (!word.isEmpty()) {
                wanted.add(word);
            }
        }
    }

    /** Whether everything passes. */
    boolean isEmpty() {
        return wanted.isEmpty() && unwanted.isEmpty();
    }

    /** Whether a row with this text is to be seen. */
    boolean passes(String row) {
        String text = row.toLowerCase(Locale.ROOT);
        return wanted.stream().allMatch(text::contains) && unwanted.stream().noneMatch(text::contains);
    }
}
