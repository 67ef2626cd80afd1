package dev.berth.console;

import java.util.Locale;

/** What a piece of text is, which decides how a theme shows it. */
enum Role {
    TEXT, MUTED, TITLE, HEADER, SELECTED, TAB, ACTIVE_TAB, KEY, HINT, BORDER, GOOD, ATTENTION, BAD, INFO, MATCH, INPUT,
    BAR, DIALOG, BUTTON, ACTIVE_BUTTON;

    /** The key in a theme's file. */
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
