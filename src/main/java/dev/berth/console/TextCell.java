package dev.berth.console;

/** A text in a table and what it is. */
record TextCell(String text, Role role) {
    static TextCell of(String text) {
        return new TextCell(text, Role.TEXT);
    }
}
