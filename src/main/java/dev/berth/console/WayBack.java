package dev.berth.console;

import dev.berth.terminal.CharacterWidth;
import dev.berth.terminal.Emulator;
import dev.berth.terminal.SnapshotPainter;

/**
 * Shows for a few seconds, in the upper right corner of a program's own screen, how to get back to the console; what
 * was there is put back afterwards. To be used only while nothing else is written to the terminal.
 */
final class WayBack {
    private static final long AFTER_NANOS = 150_000_000L;
    private static final long SHOWN_NANOS = 4_000_000_000L;

    private static final long LEAST_WAIT_MILLIS = 20;

    private final String text;
    private final long begun = System.nanoTime();
    private boolean shown;
    private boolean over;
    private int column;

    WayBack(String text) {
        this.text = text;
        over = text.isEmpty();
    }

    /** Milliseconds until {@link #step} has something to do; -1 when it never will. */
    long untilStep() {
        if (over) {
            return -1;
        }
        long due = begun + (shown ? SHOWN_NANOS : AFTER_NANOS) - System.nanoTime();
        // The program may be in the middle of something when it is time.
        return Math.max(due / 1_000_000 + 1, LEAST_WAIT_MILLIS);
    }

    /** The bytes to write now, none when it is not time or the program is in the middle of something. */
    byte[] step(Emulator screen) {
        long age = System.nanoTime() - begun;
        if (over || !screen.isBetween()) {
            return new byte[0];
        }
        if (!shown && age >= AFTER_NANOS) {
            shown = true;
            column = screen.columns() - CharacterWidth.of(text);
            over = column < 0;
            return over ? new byte[0] : SnapshotPainter.overlay(screen, 0, column, text);
        }
        if (shown && age >= SHOWN_NANOS) {
            over = true;
            return SnapshotPainter.repaint(screen, 0, column);
        }
        return new byte[0];
    }
}
