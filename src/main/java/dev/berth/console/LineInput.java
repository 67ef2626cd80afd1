package dev.berth.console;

import dev.berth.terminal.CharacterWidth;
import dev.berth.terminal.Graphemes;
import dev.berth.terminal.InputEvent.KeyPress;

/** One line of text that the user types, with a cursor in it. */
final class LineInput {
    private final StringBuilder text = new StringBuilder();
    private int cursor;

    LineInput(String initial) {
        insert(initial);
    }

    String text() {
        return text.toString();
    }

    /**
     * Takes text that was typed or pasted, where the cursor is: what was on several lines stays apart by spaces, other
     * controls are left out.
     */
    void insert(String typed) {
        typed.lines().reduce((a, b) -> a + " " + b.strip()).ifPresent(line ->
                line.codePoints().map(c -> c == '\t' ? ' ' : c).filter(c -> c >= 0x20 && c != 0x7F)
                        .forEach(this::insert));
    }

    private void insert(int codePoint) {
        text.insert(cursor, Character.toString(codePoint));
        cursor += Character.charCount(codePoint);
    }

    /** Takes a key; false when it is not one that changes the text or moves in it. */
    boolean key(KeyPress key) {
        if (key.isText()) {
            insert(key.codePoint());
            return true;
        }
        switch (key.name()) {
            case "left", "ctrl-b" -> cursor = before();
            case "right", "ctrl-f" -> cursor = after();
            case "home", "ctrl-a" -> cursor = 0;
            case "end", "ctrl-e" -> cursor = text.length();
            case "backspace", "ctrl-h" -> delete(before(), cursor);
            case "del" -> delete(cursor, after());
            case "ctrl-u" -> delete(0, cursor);
            case "ctrl-k" -> delete(cursor, text.length());
            case "ctrl-w" -> delete(wordStart(), cursor);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void delete(int from, int to) {
        text.delete(from, to);
        cursor = from;
    }

    private int before() {
        int start = 0;
        for (int at = 0; at < cursor; at = Graphemes.end(text, at)) {
            start = at;
        }
        return start;
    }

    private int after() {
        return cursor < text.length() ? Graphemes.end(text, cursor) : cursor;
    }

    private int wordStart() {
        int start = cursor;
        while (start > 0 && text.charAt(start - 1) == ' ') {
            start--;
        }
        return Math.max(0, text.lastIndexOf(" ", start - 1) + 1);
    }

    /** The text with a bar where the cursor is. */
    String withBar() {
        return text.substring(0, cursor) + "▏" + text.substring(cursor);
    }

    /** As much of the text with the bar as there is room for, so that the bar is in it. */
    String aroundBar(int width) {
        int from = 0;
        while (from < cursor && CharacterWidth.of(text.subSequence(from, cursor)) + 2 > width) {
            from = Graphemes.end(text, from);
        }
        return Fit.cut(withBar().substring(from), width);
    }

    /**
     * Draws as much of the text around the cursor as there is room for.
     *
     * @return the column of the cursor
     */
    int draw(Canvas canvas, int row, int column, int width) {
        int from = 0;
        while (CharacterWidth.of(text.subSequence(from, cursor)) >= width && from < cursor) {
            from = Graphemes.end(text, from);
        }
        canvas.text(row, column, Fit.cut(text.substring(from), width), Role.INPUT);
        return column + CharacterWidth.of(text.subSequence(from, cursor));
    }
}
