package dev.berth.console;

/** What the user wants of the terminal rather than of what it shows. */
enum Wish {
    /** To leave the console. */
    QUIT,
    /** To have the shell back for a while. */
    SUSPEND,
    /** To have everything drawn again. */
    REDRAW
}
