package dev.berth.console;

import dev.berth.terminal.InputEvent.KeyPress;

/** Something in front of the page that takes all keys until it is closed. */
interface Overlay {
    /** Draws over the page; gives where the cursor is to be seen, or nothing. */
    void draw(Canvas canvas);

    /** Takes a key; false when the overlay is to be closed. */
    boolean key(KeyPress key);

    /** Takes pasted text. */
    default void paste(String text) {
    }
}
