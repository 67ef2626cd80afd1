package dev.berth.context;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A set of characters in a pattern: {@code [a-z_]}, {@code [^0-9]}.
 *
 * @param ranges first and last code point by turns
 * @param negated whether it holds all others
 * @param end where the pattern goes on after it
 */
record CharacterSet(List<Integer> ranges, boolean negated, int end) {

    /** The empty set. */
    static final CharacterSet NONE = new CharacterSet(List.of(), false, 0);

    /** The set of one character. */
    static CharacterSet of(int point) {
        return new CharacterSet(List.of(point, point), false, 0);
    }

    /**
     * Reads a set.
     *
     * @param text a pattern
     * @param start where the opening bracket stands
     * @return nothing if the set is empty, does not end, or a range lacks a side
     */
    static Optional<CharacterSet> read(String text, int start) {
        boolean negated = text.startsWith("^", start + 1);
        int at = negated ? start + 2 : start + 1;
        List<Integer> ranges = new ArrayList<>();
        while (!text.startsWith("]", at) || ranges.isEmpty()) {
            int first = member(text, at);
            if (first < 0) {
                return Optional.empty();
            }
            at = after(text, at);
            int last = first;
            if (text.startsWith("-", at)) {
                last = member(text, at + 1);
                if (last < 0) {
                    return Optional.empty();
                }
                at = after(text, at + 1);
            }
            ranges.add(first);
            ranges.add(last);
        }
        return Optional.of(new CharacterSet(List.copyOf(ranges), negated, at + 1));
    }

    /** Whether it holds one character only. */
    boolean isSingle() {
        return !negated && ranges.size() == 2 && ranges.get(0).equals(ranges.get(1));
    }

    /** Its first character. */
    int first() {
        return ranges.get(0);
    }

    /** Whether a character is in it. */
    boolean contains(int point) {
        for (int i = 0; i < ranges.size(); i += 2) {
            if (point >= ranges.get(i) && point <= ranges.get(i + 1)) {
                return !negated;
            }
        }
        return negated;
    }

    /** A member, -1 if there is none: {@code -} and {@code ]} need a backslash, and something must follow. */
    private static int member(String text, int at) {
        if (at >= text.length() || text.charAt(at) == '-' || text.charAt(at) == ']'
                || after(text, at) >= text.length()) {
            return -1;
        }
        return text.codePointAt(text.charAt(at) == '\\' ? at + 1 : at);
    }

    private static int after(String text, int at) {
        int point = text.charAt(at) == '\\' ? at + 1 : at;
        return point >= text.length() ? text.length() : point + Character.charCount(text.codePointAt(point));
    }
}
