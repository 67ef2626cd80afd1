package dev.berth.profile.toml;

import java.util.Optional;

/**
 * Finds nesting that would exhaust the stack, before the TOML library sees the text: its parser recurses once a
 * bracket.
 */
final class TomlNesting {

    private final String text;
    private int at;

    private TomlNesting(String text) {
        this.text = text;
    }

    /**
     * Counts brackets and the dots of a key, outside of strings and comments.
     *
     * @param text the file's text
     * @param maximum how deep it may be
     * @return where it is deeper, if anywhere
     */
    static Optional<Position> firstTooDeep(String text, int maximum) {
        return new TomlNesting(text).scan(maximum);
    }

    private Optional<Position> scan(int maximum) {
        int depth = 0;
        int dots = 0;
        int line = 1;
        int lineStart = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            switch (c) {
                case '#' -> at = end("\n", at) - 1;
                case '"', '\'' -> {
                    int from = at;
                    string(c);
                    for (int i = from; i < at; i++) {
                        if (text.charAt(i) == '\n') {
                            line++;
                            lineStart = i + 1;
                        }
                    }
                    continue;
                }
                case '[', '{' -> depth++;
                case ']', '}' -> depth = Math.max(0, depth - 1);
                case '.' -> dots++;
                case '\n' -> {
                    line++;
                    lineStart = at + 1;
                    dots = 0;
                }
                case ',', '=' -> dots = 0;
                default -> { }
            }
            if (depth + dots > maximum) {
                return Optional.of(new Position(line, at - lineStart + 1));
            }
            at++;
        }
        return Optional.empty();
    }

    /** Moves behind the string that begins here. */
    private void string(char quote) {
        String three = String.valueOf(quote).repeat(3);
        boolean many = text.startsWith(three, at);
        at += many ? 3 : 1;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\\' && quote == '"') {
                at++;
            } else if (many ? text.startsWith(three, at) : c == quote || c == '\n') {
                at += many ? 3 : 1;
                return;
            }
            at++;
        }
        at = text.length();
    }

    private int end(String what, int from) {
        int found = text.indexOf(what, from);
        return found < 0 ? text.length() : found;
    }
}
