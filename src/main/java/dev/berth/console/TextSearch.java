package dev.berth.console;

import java.util.Locale;

/**
 * Looks for a text in lines. Capital letters count only when the text that is looked for has any.
 *
 * @param wanted the text; an empty one is nowhere
 */
record TextSearch(String wanted) {

    /** Where the text is in a line from a place on; -1 when it is not. */
    int next(String line, int from) {
        if (wanted.isEmpty()) {
            return -1;
        }
        boolean exact = !wanted.equals(wanted.toLowerCase(Locale.ROOT));
        for (int at = from; at <= line.length() - wanted.length(); at++) {
            if (line.regionMatches(!exact, at, wanted, 0, wanted.length())) {
                return at;
            }
        }
        return -1;
    }

    boolean isIn(String line) {
        return next(line, 0) >= 0;
    }
}
