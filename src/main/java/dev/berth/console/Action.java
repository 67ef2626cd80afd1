package dev.berth.console;

import java.util.Locale;

/** Something that a key does. */
enum Action {
    UP, DOWN, PAGE_UP, PAGE_DOWN, HALF_UP, HALF_DOWN, TOP, BOTTOM, FILTER, OPEN, BACK, QUIT, INTERRUPT, SUSPEND, REDRAW,
    HELP, THEME, NEXT_VIEW, PREVIOUS_VIEW, VIEW_1, VIEW_2, VIEW_3, VIEW_4, LAUNCH, ATTACH, SHELL, START_STOP, RESTART,
    PAUSE, REMOVE, NEXT_TAB, PREVIOUS_TAB, WRAP, FOLLOW, TIMESTAMPS, SEARCH, NEXT_MATCH, PREVIOUS_MATCH, SAVE, PALETTE,
    KILL, PRUNE, EXECUTE, COPY, MOUSE, MARK, MARK_ALL, SORT, SORT_REVERSE, VIEW, LEFT, RIGHT, COPY_ID,
    CHANGES, IMAGE, SHOW_ALL, USERS, MESSAGES, COMMAND;

    /** The name in the palette. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
