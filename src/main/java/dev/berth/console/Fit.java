package dev.berth.console;

import dev.berth.terminal.CharacterWidth;
import dev.berth.terminal.Graphemes;
import dev.berth.terminal.Printable;
import java.util.ArrayList;
import java.util.List;

/** Brings text to a number of cells. */
final class Fit {
    private Fit() {
    }

    /** At the left: cut with an ellipsis, or filled with spaces. */
    static String left(String text, int width) {
        String cut = cut(Printable.of(text), width);
        int missing = width - CharacterWidth.of(cut);
        return missing > 0 ? cut + " ".repeat(missing) : cut;
    }

    /** At the right. */
    static String right(String text, int width) {
        String cut = cut(Printable.of(text), width);
        return " ".repeat(Math.max(0, width - CharacterWidth.of(cut))) + cut;
    }

    /** No wider than {@code width}, its end: the first cell is an ellipsis when something is missing. */
    static String end(String text, int width) {
        int from = 0;
        while (from < text.length() && CharacterWidth.of(text.subSequence(from, text.length())) >= width) {
            from = Graphemes.end(text, from);
        }
        return CharacterWidth.of(text) <= width ? text : "…" + text.substring(from);
    }

    /** In lines no wider than {@code width}; at least one. */
    static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        int from = 0;
        int used = 0;
        for (int at = 0; at < text.length(); ) {
            int next = Graphemes.end(text, at);
            int cells = CharacterWidth.of(text.subSequence(at, next));
            if (used + cells > width && at > from) {
                lines.add(text.substring(from, at));
                from = at;
                used = 0;
            }
            used += cells;
            at = next;
        }
        lines.add(text.substring(from));
        return lines;
    }

    /** In lines no wider than {@code width} that end where words do, as long as words are no wider; at least one. */
    static List<String> wrapWords(String text, int width) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (CharacterWidth.of(rest) > width) {
            String head = wrap(rest, width).get(0);
            boolean between = rest.charAt(head.length()) == ' ';
            int space = between ? head.length() : head.lastIndexOf(' ');
            int end = space > 0 ? space : head.length();
            lines.add(rest.substring(0, end));
            rest = rest.substring(end).stripLeading();
        }
        lines.add(rest);
        return lines;
    }

    /** No wider than {@code width}; the last cell is an ellipsis when something is missing. */
    static String cut(String text, int width) {
        if (width <= 0) {
            return "";
        }
        if (CharacterWidth.of(text) <= width) {
            return text;
        }
        int end = 0;
        int used = 0;
        while (end < text.length()) {
            int next = Graphemes.end(text, end);
            int cells = CharacterWidth.of(text.subSequence(end, next));
            if (used + cells > width - 1) {
                break;
            }
            used += cells;
            end = next;
        }
        return text.substring(0, end) + "…";
    }
}
