package dev.berth.terminal;

/**
 * Produces the bytes that undo on a real terminal whatever a child has switched on, so that the user's shell or the
 * console finds it as it was: screen, mouse, paste and focus modes, keyboard protocol, cursor, region, character sets.
 */
public final class ModeUndo {
    private ModeUndo() {
    }

    /** The bytes for a terminal that has shown what the emulator has been fed. */
    public static byte[] undo(Emulator emulator) {
        ScreenState state = emulator.state();
        OutputBuffer out = new OutputBuffer(128);
        keyboard(out, state.keyboard());
        if (state.modifyOtherKeys != 0) {
            out.add("\u001b[>4m");
        }
        if (state.alternate) {
            out.add(state.alternateMode().sequence(false));
            keyboard(out, state.mainKeyboard);
        }
        for (Mode mode : Mode.values()) {
            boolean on = state.modes.has(mode) || mode == Mode.ORIGIN && state.alternate && state.mainSaved.origin;
            if (on != mode.isInitiallyOn() && !mode.isAlternateScreen()) {
                out.add(mode.sequence(mode.isInitiallyOn()));
            }
        }
        // Leaving the alternate screen has brought back the attributes that were saved when it was entered.
        out.add("\u001b[0m\u001b]8;;\u001b\\");
        if (state.cursorShape != 0) {
            out.add("\u001b[0 q");
        }
        if (state.top != 0 || state.bottom != state.rows - 1) {
            // DECSTBM moves the cursor to the corner.
            out.add("\u001b7\u001b[r\u001b8");
        }
        return out.add("\u001b>\u000f\u001b(B").toBytes();
    }

    /**
     * The bytes that undo the usual modes when it is not known which of them were on. A terminal takes each of them as
     * no change where its mode was off. Origin mode stays: to reset it moves the cursor to the corner.
     *
     * @param alternate whether the alternate screen is shown; to leave it when it is not may move the cursor
     */
    public static byte[] undoEverything(boolean alternate) {
        return new OutputBuffer(160)
                .add("\u001b[?2026l").add(alternate ? "\u001b[?1049l" : "")
                .add("\u001b[?1000;1002;1003;1005;1006;1015;1004;2004l")
                .add("\u001b[?1;5l\u001b[4l")
                .add("\u001b[?7;25h\u001b[<8u\u001b[>4m\u001b[0 q\u001b[0m\u001b7\u001b[r\u001b8\u001b>\u000f\u001b(B")
                .toBytes();
    }

    private static void keyboard(OutputBuffer out, KeyboardFlags flags) {
        if (flags.depth() > 0) {
            out.add("\u001b[<").addNumber(flags.depth()).add('u');
        }
        if (flags.depth() == 0 && flags.current() != 0 || flags.depth() > 0 && flags.pushedOver(0) != 0) {
            out.add("\u001b[=0;1u");
        }
    }
}
