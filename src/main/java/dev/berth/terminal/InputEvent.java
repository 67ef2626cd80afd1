package dev.berth.terminal;

/** Something that came from the user or from the terminal itself. */
public sealed interface InputEvent {
    /**
     * A key.
     *
     * @param key which one
     * @param codePoint the character, when the key is {@link Key#CHARACTER}; a letter with ctrl is in lower case
     * @param modifiers a sum of {@link #SHIFT}, {@link #ALT} and {@link #CTRL}
     */
    record KeyPress(Key key, int codePoint, int modifiers) implements InputEvent {
        /** The shift key, where the terminal tells it apart. */
        public static final int SHIFT = 1;
        /** The alt or meta key. */
        public static final int ALT = 2;
        /** The control key. */
        public static final int CTRL = 4;

        /** Whether this is a character typed without ctrl or alt. */
        public boolean isText() {
            return key == Key.CHARACTER && (modifiers & (ALT | CTRL)) == 0;
        }

        /** The name as key tables and the help have it: {@code a}, {@code ctrl-c}, {@code alt-enter}, {@code f5}. */
        public String name() {
            String prefix = ((modifiers & CTRL) != 0 ? "ctrl-" : "") + ((modifiers & ALT) != 0 ? "alt-" : "")
                    + ((modifiers & SHIFT) != 0 && key != Key.CHARACTER ? "shift-" : "");
            return prefix + (key == Key.CHARACTER ? codePoint == ' ' ? "space" : Character.toString(codePoint)
                    : key.label());
        }
    }

    /**
     * The mouse.
     *
     * @param action what it did
     * @param button 0 left, 1 middle, 2 right, 3 none; for {@link Action#WHEEL} 0 up and 1 down
     * @param row from 0
     * @param column from 0
     * @param modifiers as those of a {@link KeyPress}
     */
    record Mouse(Action action, int button, int row, int column, int modifiers) implements InputEvent {
        /** What a mouse does. */
        public enum Action {
            /** A button went down. */
            PRESS,
            /** A button went up. */
            RELEASE,
            /** It moved, with a button down or none. */
            MOVE,
            /** The wheel turned. */
            WHEEL
        }
    }

    /** Pasted text (mode 2004), a long one in several pieces. */
    record Paste(String text) implements InputEvent {
    }

    /** The terminal has the keyboard's focus, or lost it (mode 1004). */
    record Focus(boolean gained) implements InputEvent {
    }

    /** An answer of the terminal to a query: the sequence without its ESC, as {@code [?62;22c}. */
    record Reply(String sequence) implements InputEvent {
    }
}
