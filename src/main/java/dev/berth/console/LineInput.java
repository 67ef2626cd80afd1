package dev.berth.console;

import dev.berth.terminal.CharacterWidth;
import dev.berth.terminal.InputEvent.KeyPress;
import dev.berth.terminal.Graphemes;

/** One line of text that the user types. */
final class LineInput {
    private final StringBuilder text = new StringBuilder();

    LineInput(String initial) {
        text.append(initial);
    }

    String text() {
        return text.toString();
    }

    /** Takes text that was typed or pasted; line ends and other controls are left out. */
    void insert(String typed) {
        typed.codePoints().filter(c -> c >= 0x20 && c != 0x7F).forEach(text::appendCodePoint);
    }

    /** Takes a key; false when it is not one that changes the text. */
    boolean key(KeyPress key) {
        if (key.isText()) {
            text.appendCodePoint(key.codePoint());
            return true;
        }
        switch (key.name()) {
            case "backspace" -> text.setLength(lastStart());
            case "ctrl-u" -> text.setLength(0);
            case "ctrl-w" -> {
                int end = text.length();
                while (end > 0 && text.charAt(end - 1) == ' ') {
                    end--;
                }
                text.setLength(Math.max(0, text.lastIndexOf(" ", end - 1) + 1));
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private int lastStart() {
        int start = 0;
        for (int at = 0; at < text.length(); at = Graphemes.end(text, at)) {
            start = at;
        }
        return start;
    }

    int width() {
        return CharacterWidth.of(text);
    }
}
