package dev.berth.build.dockerfile;

import java.util.Arrays;

/**
 * The pattern of <code>${name#pattern}</code> and its like: {@code *} is any text, {@code ?} any character, both
 * without line breaks; {@code \} makes them plain. Works in time of the pattern's length times the value's.
 */
final class ShellPattern {

    private static final int ANY_TEXT = -1;
    private static final int ANY = -2;

    /** Code points and the two above. */
    private final int[] tokens;

    private ShellPattern(int[] tokens) {
        this.tokens = tokens;
    }

    /**
     * Reads a pattern.
     *
     * @param text as written, its escapes still in it
     * @throws WordException if {@code \} stands before what cannot be escaped
     */
    static ShellPattern parse(String text) throws WordException {
        int[] tokens = new int[text.length()];
        int count = 0;
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            int c = text.codePointAt(at);
            if (c == '\\') {
                char next = at + 1 < text.length() ? text.charAt(at + 1) : 0;
                if (next == 0 || "}/*?\\".indexOf(next) < 0) {
                    throw new WordException("invalid pattern (" + text + ") in substitution: invalid escape '\\"
                            + (next == 0 ? "" : text.substring(at + 1, at + 2)) + "'");
                }
                at++;
                tokens[count++] = next;
            } else {
                tokens[count++] = c == '*' ? ANY_TEXT : c == '?' ? ANY : c;
            }
        }
        return new ShellPattern(Arrays.copyOf(tokens, count));
    }

    /** The value without what the pattern matches at its beginning; the value itself if that is nothing. */
    String withoutPrefix(String value, boolean longest) {
        int[] points = value.codePoints().toArray();
        int end = matchEnd(points, 0, longest);
        return end < 0 ? value : new String(points, end, points.length - end);
    }

    /** The value without what the pattern matches at its end. */
    String withoutSuffix(String value, boolean longest) {
        ShellPattern backwards = new ShellPattern(reversed(tokens));
        int[] points = reversed(value.codePoints().toArray());
        int end = backwards.matchEnd(points, 0, longest);
        return end < 0 ? value : new String(reversed(Arrays.copyOfRange(points, end, points.length)), 0,
                points.length - end);
    }

    /**
     * The value with the longest match, the first or each, replaced.
     *
     * @throws WordException if it becomes too long
     */
    String replace(String value, String replacement, boolean all) throws WordException {
        int[] points = value.codePoints().toArray();
        boolean[] begins = new ShellPattern(reversed(tokens)).matchEnds(reversed(points));
        StringBuilder result = new StringBuilder();
        int done = 0;
        int lastEnd = -1;
        for (int start = 0; start <= points.length; start++) {
            // where no match begins none is tried, so that all tries together pass over the value but once
            int end = begins[points.length - start] ? matchEnd(points, start, true) : -1;
            // an empty match right after another one is none, as with Go's ReplaceAll
            if (end < 0 || end == start && start == lastEnd) {
                continue;
            }
            result.append(new String(points, done, start - done)).append(replacement);
            TextLimit.check(result.length(), TextLimit.WORD);
            done = end;
            lastEnd = end;
            if (!all) {
                break;
            }
            start = end > start ? end - 1 : start;
        }
        return result.append(new String(points, done, points.length - done)).toString();
    }

    /** Where a match that begins at a place ends, -1 if there is none: all states of the pattern go along at once. */
    private int matchEnd(int[] value, int from, boolean longest) {
        boolean[] states = new boolean[tokens.length + 1];
        states[0] = true;
        passStars(states);
        int found = -1;
        for (int at = from;; at++) {
            if (states[tokens.length]) {
                found = at;
                if (!longest) {
                    return found;
                }
            }
            if (at == value.length || !step(states, value[at])) {
                return found;
            }
        }
    }

    /** Where any match ends, wherever it begins. */
    private boolean[] matchEnds(int[] value) {
        boolean[] result = new boolean[value.length + 1];
        boolean[] states = new boolean[tokens.length + 1];
        for (int at = 0;; at++) {
            states[0] = true;
            passStars(states);
            result[at] = states[tokens.length];
            if (at == value.length) {
                return result;
            }
            step(states, value[at]);
        }
    }

    private boolean step(boolean[] states, int c) {
        boolean alive = false;
        // from the end, so that a state that moves on is not moved twice
        for (int i = tokens.length; i >= 0; i--) {
            boolean stays = states[i] && i < tokens.length && tokens[i] == ANY_TEXT && c != '\n';
            boolean arrives = i > 0 && states[i - 1] && (tokens[i - 1] == c || tokens[i - 1] == ANY && c != '\n');
            states[i] = stays || arrives;
            alive |= states[i];
        }
        passStars(states);
        return alive;
    }

    private void passStars(boolean[] states) {
        for (int i = 0; i < tokens.length; i++) {
            if (states[i] && tokens[i] == ANY_TEXT) {
                states[i + 1] = true;
            }
        }
    }

    private static int[] reversed(int[] values) {
        int[] result = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = values[values.length - 1 - i];
        }
        return result;
    }
}
