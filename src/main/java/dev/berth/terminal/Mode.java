package dev.berth.terminal;

/** A mode that a program may switch on in its terminal, and that an {@link Emulator} keeps track of. */
public enum Mode {
    /** IRM: characters are inserted. */
    INSERT(4, true, false),
    /** LNM: a line feed also returns to the first column. */
    NEW_LINE(20, true, false),
    /** DECCKM: cursor keys send {@code ESC O A} instead of {@code ESC [ A}. */
    APPLICATION_CURSOR(1),
    /** DECSCNM: the whole screen in reverse. */
    REVERSE_SCREEN(5),
    /** DECOM: rows count from the top of the scroll region. */
    ORIGIN(6),
    /** DECAWM: text goes on in the next row. */
    AUTO_WRAP(7, false, true),
    /** X10 mouse: presses only. */
    MOUSE_X10(9),
    /** The cursor blinks. */
    CURSOR_BLINK(12),
    /** DECTCEM: the cursor is visible. */
    CURSOR_VISIBLE(25, false, true),
    /** Backspace at the left edge goes to the row above. */
    REVERSE_WRAP(45),
    /** Alternate screen, switched only. */
    ALTERNATE_47(47),
    /** DECNKM: application keypad, also {@code ESC =}. */
    APPLICATION_KEYPAD(66),
    /** Mouse presses and releases. */
    MOUSE_BUTTONS(1000),
    /** Mouse highlight tracking. */
    MOUSE_HIGHLIGHT(1001),
    /** Mouse motion while a button is down. */
    MOUSE_DRAG(1002),
    /** Every mouse motion. */
    MOUSE_MOTION(1003),
    /** The terminal reports that it has gained or lost the focus. */
    FOCUS(1004),
    /** Mouse positions in UTF-8. */
    MOUSE_UTF8(1005),
    /** Mouse positions in decimal, as {@code CSI < 0;1;1 M}. */
    MOUSE_SGR(1006),
    /** Wheel sends cursor keys on the alternate screen. */
    ALTERNATE_SCROLL(1007),
    /** Mouse positions as urxvt has them. */
    MOUSE_URXVT(1015),
    /** Mouse positions in pixels. */
    MOUSE_PIXELS(1016),
    /** Alternate screen, cleared when left. */
    ALTERNATE_1047(1047),
    /** Alternate screen, cleared when entered, with the cursor saved before. */
    ALTERNATE_1049(1049),
    /** Pasted text comes in brackets. */
    BRACKETED_PASTE(2004),
    /** Synchronized output: nothing is shown until the mode is reset. */
    SYNCHRONIZED(2026),
    /** The terminal widens by grapheme cluster. */
    GRAPHEME_CLUSTERS(2027),
    /** Reports of changes between a dark and a light colour scheme. */
    COLOUR_SCHEME(2031),
    /** Reports of size changes in the input. */
    RESIZE_REPORTS(2048);

    private final int number;
    private final boolean ansi;
    private final boolean initially;

    Mode(int number) {
        this(number, false, false);
    }

    Mode(int number, boolean ansi, boolean initially) {
        this.number = number;
        this.ansi = ansi;
        this.initially = initially;
    }

    /** The number in the control sequences SM and RM. */
    public int number() {
        return number;
    }

    /** Whether the sequence goes without the private marker {@code ?}. */
    public boolean isAnsi() {
        return ansi;
    }

    /** Whether a terminal starts with the mode on. */
    public boolean isInitiallyOn() {
        return initially;
    }

    /** The sequence that switches the mode on or off. */
    String sequence(boolean on) {
        return "\u001b[" + (ansi ? "" : "?") + number + (on ? 'h' : 'l');
    }

    boolean isAlternateScreen() {
        return this == ALTERNATE_47 || this == ALTERNATE_1047 || this == ALTERNATE_1049;
    }

    boolean isMouseTracking() {
        return this == MOUSE_X10 || this == MOUSE_BUTTONS || this == MOUSE_HIGHLIGHT || this == MOUSE_DRAG
                || this == MOUSE_MOTION;
    }

    boolean isMouseEncoding() {
        return this == MOUSE_UTF8 || this == MOUSE_SGR || this == MOUSE_URXVT || this == MOUSE_PIXELS;
    }
}
