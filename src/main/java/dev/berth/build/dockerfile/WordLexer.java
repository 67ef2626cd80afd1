package dev.berth.build.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a word as a shell would: takes quotes and escapes away and puts variables in. A word can also be split at its
 * white space, that of variables too, as a shell does.
 */
final class WordLexer {

    /**
     * How to read.
     *
     * @param quotes whether quotes mean anything
     * @param keepQuotes whether they stay
     * @param keepEscapes whether escape characters stay
     * @param keepUnset whether variables that are not set stay as they are written
     */
    record Mode(boolean quotes, boolean keepQuotes, boolean keepEscapes, boolean keepUnset) {

        /** An argument of an instruction. */
        static final Mode WORD = new Mode(true, false, false, false);
        /** The text of a here-document: quotes are nothing special in it. */
        static final Mode TEXT = new Mode(false, false, false, false);
        /** A line in which here-documents are sought. */
        static final Mode HEREDOC_LINE = new Mode(true, true, true, true);
        /** The name of a here-document. */
        static final Mode HEREDOC_NAME = new Mode(true, false, false, true);
        /** The same with its quotes. */
        static final Mode HEREDOC_RAW_NAME = new Mode(true, true, false, true);
        /** A line to be shown, with what is known put in. */
        static final Mode SHOWN = new Mode(true, true, false, true);
    }

    /** Deeper nesting of {@code ${…}} is no use and would be the stack's end. */
    private static final int DEPTH = 100;

    private final String text;
    private final char escape;
    private final Variables variables;
    private final Mode mode;
    private int at;
    private int depth;

    private WordLexer(String text, char escape, Variables variables, Mode mode) {
        this.text = text;
        this.escape = escape;
        this.variables = variables;
        this.mode = mode;
    }

    /**
     * Reads a text as one word, whatever white space is in it.
     *
     * @param text what is written
     * @param escape the escape character
     * @param variables what to put in
     * @param mode how to read
     * @throws WordException if a quote or brace is not closed, or a variable is required that is not there
     */
    static String word(String text, char escape, Variables variables, Mode mode) throws WordException {
        StringBuilder result = new StringBuilder();
        new WordLexer(text, escape, variables, mode).run(result, new SplitWords());
        return result.toString();
    }

    /** Reads a text as several words; the parameters are those of {@link #word}. */
    static List<String> words(String text, char escape, Variables variables, Mode mode) throws WordException {
        SplitWords words = new SplitWords();
        new WordLexer(text, escape, variables, mode).run(new StringBuilder(), words);
        return words.all();
    }

    private void run(StringBuilder whole, SplitWords words) throws WordException {
        try {
            until((char) 0, mode.keepEscapes, whole, words);
        } catch (WordException e) {
            throw new WordException("failed to process " + GoText.quoted(text) + ": " + e.getMessage());
        }
    }

    /** Reads up to a character, or to the end if that is 0. */
    private void until(char stop, boolean keepEscapes, StringBuilder whole, SplitWords words) throws WordException {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (stop != 0 && c == stop) {
                at++;
                return;
            }
            if (c == '$') {
                String value = dollar(keepEscapes);
                whole.append(value);
                TextLimit.check(whole.length(), mode == Mode.TEXT ? TextLimit.TEXT : TextLimit.WORD);
                words.split(value);
            } else if (mode.quotes && (c == '\'' || c == '"')) {
                String quoted = c == '"' ? doubleQuoted(keepEscapes) : singleQuoted();
                whole.append(quoted);
                words.keep(quoted);
            } else if (c == '<') {
                String mark = heredocMark();
                whole.append(mark);
                words.keep(mark);
            } else if (c == escape) {
                at++;
                if (keepEscapes) {
                    whole.append(c);
                    words.keep(String.valueOf(c));
                }
                if (at < text.length()) {
                    whole.append(text.charAt(at));
                    words.keep(String.valueOf(text.charAt(at)));
                    at++;
                }
            } else {
                whole.append(c);
                words.split(String.valueOf(c));
                at++;
            }
        }
        if (stop != 0) {
            throw new WordException("unexpected end of statement while looking for matching " + stop);
        }
    }

    private String singleQuoted() throws WordException {
        int end = text.indexOf('\'', at + 1);
        if (end < 0) {
            throw new WordException("unexpected end of statement while looking for matching single-quote");
        }
        String result = mode.keepQuotes ? text.substring(at, end + 1) : text.substring(at + 1, end);
        at = end + 1;
        return result;
    }

    private String doubleQuoted(boolean keepEscapes) throws WordException {
        StringBuilder result = new StringBuilder();
        at++;
        if (mode.keepQuotes) {
            result.append('"');
        }
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                if (mode.keepQuotes) {
                    result.append('"');
                }
                return result.toString();
            }
            if (c == '$') {
                result.append(dollar(keepEscapes));
                TextLimit.check(result.length(), TextLimit.WORD);
                continue;
            }
            at++;
            if (c == escape) {
                if (keepEscapes) {
                    result.append(c);
                }
                if (at == text.length()) {
                    break;
                }
                // only these can be escaped between double quotes; before others the escape character is itself
                char next = text.charAt(at);
                if (next == '"' || next == '$' || next == escape) {
                    c = next;
                    at++;
                }
            }
            result.append(c);
        }
        throw new WordException("unexpected end of statement while looking for matching double-quote");
    }

    /** {@code <<}, and blanks after it, begin the word of a here-document: {@code << EOF} is one word. */
    private String heredocMark() {
        int start = at;
        at++;
        if (at == text.length() || text.charAt(at) != '<') {
            return "<";
        }
        at++;
        while (at < text.length() && " \t\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return text.substring(start, at);
    }

    private String dollar(boolean keepEscapes) throws WordException {
        at++;
        if (at < text.length() && text.charAt(at) == '{') {
            at++;
            if (++depth > DEPTH) {
                throw new WordException("more than " + DEPTH + " variables are nested");
            }
            String result = braced();
            depth--;
            return result;
        }
        String name = name();
        if (name.isEmpty()) {
            return "$";
        }
        Optional<String> value = variables.value(name);
        return value.orElse(mode.keepUnset ? '$' + name : "");
    }

    private String braced() throws WordException {
        if (at == text.length()) {
            throw new WordException("syntax error: missing '}'");
        }
        if ("{}:".indexOf(text.charAt(at)) >= 0) {
            throw new WordException("syntax error: bad substitution");
        }
        String name = name();
        if (at == text.length()) {
            throw new WordException("syntax error: missing '}'");
        }
        Optional<String> value = variables.value(name);
        char operator = text.charAt(at++);
        if (operator == '}') {
            return value.orElse(mode.keepUnset ? "${" + name + '}' : "");
        }
        if (operator == '/') {
            return replaced(name, value);
        }
        boolean emptyIsUnset = operator == ':';
        if (emptyIsUnset) {
            if (at == text.length()) {
                throw new WordException("syntax error: missing '}'");
            }
            operator = text.charAt(at++);
        }
        String shown = (emptyIsUnset ? ":" : "") + operator;
        boolean trims = operator == '#' || operator == '%';
        if ("+-?#%".indexOf(operator) < 0 || emptyIsUnset && trims) {
            throw new WordException("unsupported modifier (" + shown + ") in substitution");
        }
        String word = operand('}', trims, "syntax error: missing '}'");
        if (mode.keepUnset && value.isEmpty()) {
            return "${" + name + shown + word + '}';
        }
        boolean there = value.isPresent() && !(emptyIsUnset && value.get().isEmpty());
        return switch (operator) {
            case '-' -> there ? value.get() : word;
            case '+' -> there ? word : "";
            case '?' -> {
                if (!there) {
                    throw new WordException(name + ": " + (!word.isEmpty() ? word
                            : value.isEmpty() ? "is not allowed to be unset" : "is not allowed to be empty"));
                }
                yield value.get();
            }
            default -> trimmed(value.orElse(""), operator, word);
        };
    }

    private static String trimmed(String value, char operator, String word) throws WordException {
        boolean longest = !word.isEmpty() && word.charAt(0) == operator;
        ShellPattern pattern = ShellPattern.parse(longest ? word.substring(1) : word);
        return operator == '#' ? pattern.withoutPrefix(value, longest) : pattern.withoutSuffix(value, longest);
    }

    private String replaced(String name, Optional<String> value) throws WordException {
        boolean all = at < text.length() && text.charAt(at) == '/';
        if (all) {
            at++;
        }
        String pattern = operand('/', true, "syntax error: missing '/' in ${}");
        String replacement = operand('}', true, "syntax error: missing '}'");
        if (mode.keepUnset && value.isEmpty()) {
            return "${" + name + (all ? "//" : "/") + pattern + '/' + replacement + '}';
        }
        return ShellPattern.parse(pattern).replace(value.orElse(""), replacement, all);
    }

    private String operand(char stop, boolean keepEscapes, String missing) throws WordException {
        StringBuilder result = new StringBuilder();
        try {
            until(stop, keepEscapes, result, new SplitWords());
        } catch (WordException e) {
            throw at == text.length() ? new WordException(missing) : e;
        }
        return result.toString();
    }

    /** A name, a row of digits, or one of the shell's special parameters. */
    private String name() {
        int start = at;
        if (at < text.length() && Character.isDigit(text.charAt(at))) {
            while (at < text.length() && Character.isDigit(text.charAt(at))) {
                at++;
            }
        } else if (at < text.length() && "@*#?-$!".indexOf(text.charAt(at)) >= 0) {
            at++;
        } else {
            while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
                at++;
            }
        }
        return text.substring(start, at);
    }

    /** Words as they come to be: white space that is neither quoted nor escaped separates them. */
    private static final class SplitWords {

        private final List<String> words = new ArrayList<>();
        private final StringBuilder word = new StringBuilder();

        void split(String text) {
            for (int i = 0; i < text.length(); i++) {
                if (WhiteSpace.is(text.charAt(i))) {
                    finishWord();
                } else {
                    word.append(text.charAt(i));
                }
            }
        }

        void keep(String text) {
            word.append(text);
        }

        List<String> all() {
            finishWord();
            return words;
        }

        private void finishWord() {
            if (word.length() > 0) {
                words.add(word.toString());
                word.setLength(0);
            }
        }
    }
}
