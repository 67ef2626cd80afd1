package dev.berth.build.copy;

/**
 * A pattern for one name, as Go's {@code filepath.Match} has it: {@code *}, {@code ?}, {@code [a-z]}, {@code [^a-z]},
 * and {@code \} before what stands for itself.
 */
final class NamePattern {

    private final String pattern;

    NamePattern(String pattern) {
        this.pattern = pattern;
    }

    /** Whether a word holds anything that makes it a pattern. */
    static boolean special(String word) {
        for (int i = 0; i < word.length(); i++) {
            if ("*?[\\".indexOf(word.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether a name fits.
     *
     * @throws IllegalArgumentException if the pattern has a bracket or a backslash without its other half
     */
    boolean matches(String name) {
        return matches(0, name, 0);
    }

    private boolean matches(int from, String name, int start) {
        int p = from;
        int n = start;
        while (p < pattern.length()) {
            char c = pattern.charAt(p);
            if (c == '*') {
                while (p < pattern.length() && pattern.charAt(p) == '*') {
                    p++;
                }
                for (int end = n; end <= name.length(); end++) {
                    if (matches(p, name, end)) {
                        return true;
                    }
                }
                return false;
            }
            if (n == name.length()) {
                return false;
            }
            if (c == '[') {
                int close = closing(p);
                if (!inClass(p + 1, close, name.charAt(n))) {
                    return false;
                }
                p = close + 1;
            } else if (c == '?') {
                p++;
            } else {
                p = c == '\\' ? p + 1 : p;
                if (p == pattern.length()) {
                    throw bad();
                }
                if (pattern.charAt(p) != name.charAt(n)) {
                    return false;
                }
                p++;
            }
            n++;
        }
        return n == name.length();
    }

    private int closing(int open) {
        int at = open + 1;
        if (at < pattern.length() && pattern.charAt(at) == '^') {
            at++;
        }
        for (boolean first = true; at < pattern.length(); at++, first = false) {
            char c = pattern.charAt(at);
            if (c == ']' && !first) {
                return at;
            }
            if (c == '\\') {
                at++;
            }
        }
        throw bad();
    }

    private boolean inClass(int from, int to, char c) {
        boolean negated = pattern.charAt(from) == '^';
        boolean found = false;
        for (int at = negated ? from + 1 : from; at < to; at++) {
            if (pattern.charAt(at) == '\\') {
                at++;
            }
            char low = pattern.charAt(at);
            char high = low;
            if (at + 2 < to && pattern.charAt(at + 1) == '-') {
                at += pattern.charAt(at + 2) == '\\' ? 3 : 2;
                high = pattern.charAt(at);
            }
            found |= low <= c && c <= high;
        }
        return found != negated;
    }

    private IllegalArgumentException bad() {
        return new IllegalArgumentException("syntax error in pattern: " + pattern);
    }
}
