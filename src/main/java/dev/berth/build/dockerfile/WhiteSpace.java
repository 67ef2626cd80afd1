package dev.berth.build.dockerfile;

import java.util.ArrayList;
import java.util.List;

/** White space as docker's parser, which is written in Go, knows it. */
final class WhiteSpace {

    private WhiteSpace() {
    }

    /** Whether a character is white space (Unicode's {@code White_Space}, as Go's {@code unicode.IsSpace}). */
    static boolean is(char c) {
        return c >= '\t' && c <= '\r' || c == ' ' || c == '\u0085' || c == '\u00a0' || c == '\u1680'
                || c >= '\u2000' && c <= '\u200a' || c == '\u2028' || c == '\u2029' || c == '\u202f' || c == '\u205f'
                || c == '\u3000';
    }

    /** The text without white space at its beginning. */
    static String trimLeft(String text) {
        int start = 0;
        while (start < text.length() && is(text.charAt(start))) {
            start++;
        }
        return text.substring(start);
    }

    /** The text without white space at its beginning and its end. */
    static String trim(String text) {
        int end = text.length();
        while (end > 0 && is(text.charAt(end - 1))) {
            end--;
        }
        return trimLeft(text.substring(0, end));
    }

    /**
     * The pieces between runs of blanks.
     *
     * @param text what to split
     * @param limit how many pieces at most; the last one holds the rest
     */
    static List<String> split(String text, int limit) {
        List<String> result = new ArrayList<>();
        int start = 0;
        while (result.size() < limit - 1) {
            int end = start;
            while (end < text.length() && !separates(text.charAt(end))) {
                end++;
            }
            if (end == text.length()) {
                break;
            }
            result.add(text.substring(start, end));
            start = end;
            while (start < text.length() && separates(text.charAt(start))) {
                start++;
            }
        }
        result.add(text.substring(start));
        return result;
    }

    private static boolean separates(char c) {
        return c == ' ' || c == '\t' || c == '\u000b' || c == '\f' || c == '\r';
    }
}
