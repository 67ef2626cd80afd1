package dev.berth.shell.format;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits an action into words. A string keeps its opening quotation mark; a field keeps its dot, and has a blank at its
 * end when it begins a new operand ({@code .A .B}, unlike {@code .A.B}).
 */
final class TemplateWords {

    private final String text;
    private int at;
    private boolean trimsAfter;
    private final List<String> words = new ArrayList<>();

    TemplateWords(String text, int start) {
        this.text = text;
        this.at = start;
    }

    /** Where the text goes on. */
    int end() {
        return at;
    }

    boolean trimsAfter() {
        return trimsAfter;
    }

    List<String> read() {
        boolean blankBefore = true;
        while (true) {
            if (at >= text.length()) {
                throw new TemplateException("unclosed action");
            }
            char c = text.charAt(at);
            if (text.startsWith("}}", at)) {
                at += 2;
                return words;
            }
            if (c == '-' && text.startsWith("-}}", at) && blankBefore) {
                trimsAfter = true;
                at += 3;
                return words;
            }
            if (Character.isWhitespace(c)) {
                at++;
                blankBefore = true;
                continue;
            }
            word(c, blankBefore);
            blankBefore = false;
        }
    }

    private void word(char c, boolean blankBefore) {
        if (c == '"') {
            words.add('"' + quoted());
        } else if (c == '`' || c == '\'') {
            int close = text.indexOf(c, at + 1);
            if (close < 0) {
                throw new TemplateException("unterminated raw quoted string");
            }
            words.add(text.substring(at, close));
            at = close + 1;
        } else if (c == '(' || c == ')' || c == '|' || c == ',') {
            words.add(String.valueOf(c));
            at++;
        } else if (text.startsWith(":=", at)) {
            words.add(":=");
            at += 2;
        } else if (c == '=') {
            words.add("=");
            at++;
        } else {
            plain(c, blankBefore);
        }
    }

    private void plain(char c, boolean blankBefore) {
        int start = at++;
        boolean number = Character.isDigit(c) || c == '-' || c == '+';
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_'
                || number && text.charAt(at) == '.')) {
            at++;
        }
        if (at == start + 1 && "._$-+".indexOf(c) < 0 && !Character.isLetterOrDigit(c)) {
            throw new TemplateException("unexpected bad character U+" + String.format("%04X", (int) c));
        }
        String word = text.substring(start, at);
        boolean joins = !blankBefore && !words.isEmpty();
        words.add(c == '.' && word.length() > 1 && !joins ? word + " " : word);
    }

    private String quoted() {
        StringBuilder out = new StringBuilder();
        at++;
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at++);
            if (c == '\\' && at < text.length()) {
                char escaped = text.charAt(at++);
                c = switch (escaped) {
                    case 'n' -> '\n';
                    case 't' -> '\t';
                    case 'r' -> '\r';
                    default -> escaped;
                };
            }
            out.append(c);
        }
        if (at >= text.length()) {
            throw new TemplateException("unterminated quoted string");
        }
        at++;
        return out.toString();
    }
}
