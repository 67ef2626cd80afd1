package dev.berth.build.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The exec form: a JSON array of strings. What is not valid JSON (single quotes, a comma too many, a word without
 * quotes) is the shell form, as with docker; so this reads all of JSON strictly but keeps strings only. What
 * stands after the array is passed over, as with docker: {@code CMD ["node"] # started by}.
 */
final class JsonArray {

    /** As deep as Go's encoding/json goes. */
    private static final int DEPTH = 10_000;
    /** Deeper than any Dockerfile needs and shallow enough for the stack. */
    private static final int OWN_DEPTH = Math.min(DEPTH, 500);

    private final String text;
    private int at;
    private boolean onlyStrings = true;

    private JsonArray(String text) {
        this.text = text;
    }

    /**
     * Reads an array.
     *
     * @param text the arguments of an instruction
     * @param line for the error
     * @return nothing if it is no JSON array
     * @throws DockerfileException if it is one but holds something else than strings
     */
    static Optional<List<String>> parse(String text, int line) {
        String array = WhiteSpace.trimLeft(text);
        if (!array.startsWith("[")) {
            return Optional.empty();
        }
        JsonArray reader = new JsonArray(array);
        List<String> words = new ArrayList<>();
        if (!reader.array(words, 0)) {
            return Optional.empty();
        }
        if (!reader.onlyStrings) {
            throw new DockerfileException(line,
                    "when using JSON array syntax, arrays must be comprised of strings only");
        }
        return Optional.of(List.copyOf(words));
    }

    private boolean array(List<String> strings, int depth) {
        at++;
        skipBlanks();
        if (next(']')) {
            return true;
        }
        do {
            skipBlanks();
            if (peek() == '"') {
                StringBuilder string = new StringBuilder();
                if (!string(string)) {
                    return false;
                }
                strings.add(string.toString());
            } else {
                onlyStrings &= depth > 0;
                if (!value(depth)) {
                    return false;
                }
            }
            skipBlanks();
        } while (next(','));
        return next(']');
    }

    private boolean value(int depth) {
        if (depth > OWN_DEPTH) {
            return false;
        }
        return switch (peek()) {
            case '[' -> array(new ArrayList<>(), depth + 1);
            case '{' -> object(depth + 1);
            case '"' -> string(new StringBuilder());
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        };
    }

    private boolean object(int depth) {
        at++;
        skipBlanks();
        if (next('}')) {
            return true;
        }
        do {
            skipBlanks();
            if (peek() != '"' || !string(new StringBuilder())) {
                return false;
            }
            skipBlanks();
            if (!next(':')) {
                return false;
            }
            skipBlanks();
            if (!value(depth)) {
                return false;
            }
            skipBlanks();
        } while (next(','));
        return next('}');
    }

    private boolean string(StringBuilder into) {
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return true;
            }
            if (c < ' ') {
                return false;
            }
            if (c == '\\') {
                if (!escaped(into)) {
                    return false;
                }
            } else {
                into.append(c);
            }
        }
        return false;
    }

    private boolean escaped(StringBuilder into) {
        switch (next()) {
            case '"' -> into.append('"');
            case '\\' -> into.append('\\');
            case '/' -> into.append('/');
            case 'b' -> into.append('\b');
            case 'f' -> into.append('\f');
            case 'n' -> into.append('\n');
            case 'r' -> into.append('\r');
            case 't' -> into.append('\t');
            case 'u' -> {
                int code = 0;
                for (int i = 0; i < 4; i++) {
                    int digit = Character.digit(next(), 16);
                    if (digit < 0) {
                        return false;
                    }
                    code = code << 4 | digit;
                }
                into.append((char) code);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean number() {
        int start = at;
        next('-');
        if (!next('0') && !digits()) {
            return false;
        }
        if (next('.') && !digits()) {
            return false;
        }
        if (next('e') || next('E')) {
            if (!next('+')) {
                next('-');
            }
            if (!digits()) {
                return false;
            }
        }
        // Go refuses what no float64 holds
        return !Double.isInfinite(Double.parseDouble(text.substring(start, at)));
    }

    private boolean digits() {
        int start = at;
        while (peek() >= '0' && peek() <= '9') {
            at++;
        }
        return at > start;
    }

    private boolean word(String word) {
        if (!text.startsWith(word, at)) {
            return false;
        }
        at += word.length();
        return true;
    }

    private void skipBlanks() {
        while (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r') {
            at++;
        }
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private char next() {
        return at < text.length() ? text.charAt(at++) : 0;
    }

    private boolean next(char c) {
        if (peek() != c) {
            return false;
        }
        at++;
        return true;
    }
}
