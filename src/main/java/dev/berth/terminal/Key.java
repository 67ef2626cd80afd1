package dev.berth.terminal;

/** The keys that a terminal can tell apart. */
public enum Key {
    /** A character; which one is in the event. */
    CHARACTER("character"),
    /** Enter or return. */
    ENTER("enter"),
    /** Tab; with shift it is back tab. */
    TAB("tab"),
    /** Backspace. */
    BACKSPACE("backspace"),
    /** Escape, pressed by itself. */
    ESCAPE("esc"),
    /** Cursor up. */
    UP("up"),
    /** Cursor down. */
    DOWN("down"),
    /** Cursor right. */
    RIGHT("right"),
    /** Cursor left. */
    LEFT("left"),
    /** Home. */
    HOME("home"),
    /** End. */
    END("end"),
    /** Page up. */
    PAGE_UP("pgup"),
    /** Page down. */
    PAGE_DOWN("pgdn"),
    /** Insert. */
    INSERT("ins"),
    /** Delete. */
    DELETE("del"),
    /** F1. */
    F1("f1"),
    /** F2. */
    F2("f2"),
    /** F3. */
    F3("f3"),
    /** F4. */
    F4("f4"),
    /** F5. */
    F5("f5"),
    /** F6. */
    F6("f6"),
    /** F7. */
    F7("f7"),
    /** F8. */
    F8("f8"),
    /** F9. */
    F9("f9"),
    /** F10. */
    F10("f10"),
    /** F11. */
    F11("f11"),
    /** F12. */
    F12("f12");

    private final String label;

    Key(String label) {
        this.label = label;
    }

    /** The name in key tables and the help. */
    public String label() {
        return label;
    }
}
