package dev.berth.terminal;

/**
 * Follows in a stream of output whether it has switched to the alternate screen, and nothing else, so that it costs
 * little. A terminal must not be told to leave that screen when it does not show it: tmux moves its cursor then to
 * where it was when the screen was last entered.
 */
public final class AlternateScreen {
    private static final int GROUND = 0;
    private static final int ESCAPE = 1;
    private static final int CONTROL = 2;
    private static final int PRIVATE = 3;
    /** More than any mode's number: what is longer is none. */
    private static final int LARGEST = 100_000;

    private int state = GROUND;
    private int number;
    private boolean named;
    private boolean shown;
    private boolean any;

    /** Takes a piece of output. */
    public void feed(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            byte b = bytes[i];
            if (b == 0x1B) {
                any = true;
                state = ESCAPE;
            } else if (state != GROUND) {
                next(b);
            }
        }
    }

    private void next(byte b) {
        if (state == ESCAPE) {
            state = b == '[' ? CONTROL : GROUND;
        } else if (state == CONTROL) {
            state = b == '?' ? PRIVATE : GROUND;
            number = 0;
            named = false;
        } else if (b >= '0' && b <= '9') {
            number = Math.min(LARGEST, number * 10 + b - '0');
        } else {
            named |= number == 47 || number == 1047 || number == 1049;
            number = 0;
            if (b != ';') {
                shown = named && b == 'h' || shown && !(named && b == 'l');
                state = GROUND;
            }
        }
    }

    /** Whether the alternate screen is shown. */
    public boolean isShown() {
        return shown;
    }

    /** Whether there was any escape sequence at all, which may have left the terminal in some mode. */
    public boolean sawEscape() {
        return any;
    }
}
