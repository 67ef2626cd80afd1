package dev.berth.context;

import java.util.ArrayList;
import java.util.List;

/**
 * A pattern of {@code .dockerignore}: {@code *} and {@code ?} stay within a name, {@code **} crosses directories,
 * {@code [a-z]} and {@code [^a]} are classes, a backslash takes the next character as it is (moby/patternmatcher).
 * Matching takes time in proportion to pattern times path, whatever the pattern.
 */
public final class PathPattern {

    /** One part of a pattern: a single character, or any number of them. */
    private sealed interface Part {
    }

    private record Literal(char c) implements Part {
    }

    private record CharacterClass(boolean negated, List<char[]> ranges) implements Part {
        boolean holds(char c) {
            boolean in = false;
            for (char[] range : ranges) {
                in = in || c >= range[0] && c <= range[1];
            }
            return in != negated;
        }
    }

    private enum Wild implements Part {
        /** {@code ?}. */
        ONE,
        /** {@code *}. */
        WITHIN_NAME,
        /** {@code **} at the end: whatever follows. */
        ANYTHING,
        /** {@code **} with a slash after it: nothing, or directories. */
        DIRECTORIES
    }

    private final String text;
    private final Part[] parts;
    private final boolean literal;

    private PathPattern(String text, Part[] parts, boolean literal) {
        this.text = text;
        this.parts = parts;
        this.literal = literal;
    }

    /**
     * Reads a pattern.
     *
     * @param text with slashes, without one at its beginning or end
     * @throws IllegalArgumentException if a class is not closed or empty, or a backslash ends it
     */
    public static PathPattern parse(String text) {
        List<Part> parts = new ArrayList<>(text.length());
        boolean literal = true;
        for (int i = 0; i < text.length();) {
            char c = text.charAt(i++);
            switch (c) {
                case '*' -> {
                    literal = false;
                    if (i < text.length() && text.charAt(i) == '*') {
                        boolean first = i == 1;
                        i++;
                        boolean slash = i < text.length() && text.charAt(i) == '/';
                        i += slash ? 1 : 0;
                        boolean suffix = first && !slash && isLiteral(text.substring(i));
                        parts.add(i == text.length() || suffix ? Wild.ANYTHING : Wild.DIRECTORIES);
                    } else {
                        parts.add(Wild.WITHIN_NAME);
                    }
                }
                case '?' -> {
                    literal = false;
                    parts.add(Wild.ONE);
                }
                case '[' -> {
                    literal = false;
                    i = characterClass(text, i, parts);
                }
                case '\\' -> {
                    if (i == text.length()) {
                        throw invalid(text);
                    }
                    literal = false;
                    parts.add(new Literal(text.charAt(i++)));
                }
                default -> parts.add(new Literal(c));
            }
        }
        return new PathPattern(text, parts.toArray(Part[]::new), literal);
    }

    private static boolean isLiteral(String text) {
        for (char c : text.toCharArray()) {
            if ("*?[\\".indexOf(c) >= 0) {
                return false;
            }
        }
        return true;
    }

    /** Reads a class whose bracket has been read; the place after it. */
    private static int characterClass(String text, int begin, List<Part> parts) {
        int i = begin;
        boolean negated = i < text.length() && text.charAt(i) == '^';
        i += negated ? 1 : 0;
        List<char[]> ranges = new ArrayList<>();
        while (i < text.length() && text.charAt(i) != ']') {
            i = escaped(text, i);
            char low = text.charAt(i++);
            char high = low;
            if (i + 1 < text.length() && text.charAt(i) == '-' && text.charAt(i + 1) != ']') {
                i = escaped(text, i + 1);
                high = text.charAt(i++);
            }
            ranges.add(new char[] {low, high});
        }
        if (i >= text.length() || ranges.isEmpty()) {
            throw invalid(text);
        }
        parts.add(new CharacterClass(negated, ranges));
        return i + 1;
    }

    private static int escaped(String text, int i) {
        int at = text.charAt(i) == '\\' ? i + 1 : i;
        if (at >= text.length()) {
            throw invalid(text);
        }
        return at;
    }

    private static IllegalArgumentException invalid(String text) {
        return new IllegalArgumentException("syntax error in pattern: " + text);
    }

    /**
     * Whether the pattern means this path.
     *
     * @param path with slashes, without one at its beginning or end
     */
    public boolean matches(String path) {
        if (literal) {
            return text.equals(path);
        }
        boolean[] now = new boolean[parts.length + 1];
        now[0] = true;
        skipEmpty(now);
        for (int i = 0; i < path.length(); i++) {
            now = after(now, path.charAt(i));
        }
        return now[parts.length];
    }

    /** The places in the pattern that a further character leads to. */
    private boolean[] after(boolean[] now, char c) {
        boolean[] next = new boolean[now.length];
        for (int p = 0; p < parts.length; p++) {
            if (!now[p]) {
                continue;
            }
            Part part = parts[p];
            if (part instanceof Literal one) {
                next[p + 1] |= one.c() == c;
            } else if (part instanceof CharacterClass some) {
                next[p + 1] |= some.holds(c);
            } else if (part == Wild.ONE) {
                next[p + 1] |= c != '/';
            } else if (part == Wild.WITHIN_NAME) {
                next[p] |= c != '/';
            } else if (part == Wild.ANYTHING) {
                next[p] = true;
            } else {
                // at its end a directory's name needs its slash
                next[p] = true;
                next[p + 1] |= c == '/';
            }
        }
        skipRepeats(next, now);
        return next;
    }

    /** At the beginning, parts that may stand for nothing may be passed over. */
    private void skipEmpty(boolean[] places) {
        for (int p = 0; p < parts.length; p++) {
            if (places[p] && mayBeEmpty(parts[p])) {
                places[p + 1] = true;
            }
        }
    }

    /** The same later on, but directories that have begun end only with their slash. */
    private void skipRepeats(boolean[] places, boolean[] before) {
        for (int p = 0; p < parts.length; p++) {
            if (places[p] && mayBeEmpty(parts[p]) && !(parts[p] == Wild.DIRECTORIES && before[p])) {
                places[p + 1] = true;
            }
        }
    }

    private static boolean mayBeEmpty(Part part) {
        return part instanceof Wild && part != Wild.ONE;
    }

    /** The part before the first wildcard: what a path must begin with, as far as it goes. */
    String literalPrefix() {
        StringBuilder prefix = new StringBuilder();
        for (Part part : parts) {
            if (!(part instanceof Literal one)) {
                break;
            }
            prefix.append(one.c());
        }
        return prefix.toString();
    }

    @Override
    public String toString() {
        return text;
    }
}
