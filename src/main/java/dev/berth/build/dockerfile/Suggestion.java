package dev.berth.build.dockerfile;

import java.util.Collection;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** What somebody who mistyped a word probably meant. */
public final class Suggestion {

    /** More changes than this are no typing error; docker's suggestions have the same bound. */
    private static final int CHANGES = 3;

    private Suggestion() {
    }

    /**
     * The end of an error message: {@code  (did you mean X?)}, or nothing if no word is near.
     *
     * @param word what was written
     * @param known the words there are
     */
    static String of(String word, Collection<String> known) {
        String nearest = search(word, known, one -> one.toLowerCase(Locale.ROOT));
        if (nearest.isEmpty()) {
            return "";
        }
        boolean small = word.equals(word.toLowerCase(Locale.ROOT));
        return " (did you mean " + (small ? nearest.toLowerCase(Locale.ROOT) : nearest) + "?)";
    }

    /**
     * The name that is nearest where capitals count.
     *
     * @param name what was written
     * @param known the names there are
     * @return empty if none is near, or one of them is the name itself
     */
    public static String nearest(String name, Collection<String> known) {
        return known.contains(name) ? "" : search(name, known, one -> one);
    }

    private static String search(String word, Collection<String> known, UnaryOperator<String> form) {
        String nearest = "";
        int fewest = CHANGES;
        for (String one : known) {
            int changes = changes(form.apply(word), form.apply(one));
            if (changes < fewest || changes == fewest && !nearest.isEmpty() && one.compareTo(nearest) < 0) {
                nearest = one;
                fewest = changes;
            }
        }
        return nearest;
    }

    /** Levenshtein's distance; a word much longer than the other is far without counting. */
    private static int changes(String a, String b) {
        if (Math.abs(a.length() - b.length()) >= CHANGES) {
            return CHANGES;
        }
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
