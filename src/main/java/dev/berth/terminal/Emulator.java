package dev.berth.terminal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A terminal that is not there: it takes a child's output and keeps the screen, the modes and the cursor as a terminal
 * would. With {@link SnapshotPainter} a session is shown again on a real terminal, and with {@link ModeUndo} a real
 * terminal gets rid of what a child has switched on.
 *
 * <p>It behaves as xterm where terminals differ, keeps everything that a child can make grow within bounds, and gives
 * the same result however the input is cut. Not safe for use by several threads at a time.
 */
public final class Emulator {
    /** Sizes beyond this are cut: TIOCSWINSZ takes any number up to 65535. */
    public static final int MAXIMUM_SIZE = 2000;

    private final ScreenState state;
    private final VtParser parser;

    /** An emulator that answers no queries. */
    public Emulator(int rows, int columns, int scrollbackLines) {
        this(rows, columns, scrollbackLines, EmulatorListener.NONE);
    }

    /**
     * An emulator with an empty screen.
     *
     * @param rows the height, 1 to {@link #MAXIMUM_SIZE}; other values are brought into that range
     * @param columns the width, likewise
     * @param scrollbackLines how many lines that left the screen are kept
     */
    public Emulator(int rows, int columns, int scrollbackLines, EmulatorListener listener) {
        state = new ScreenState(clamp(rows), clamp(columns), scrollbackLines);
        parser = new VtParser(new SequenceDispatcher(state, listener));
    }

    private static int clamp(int size) {
        return Math.max(1, Math.min(size, MAXIMUM_SIZE));
    }

    /** Takes output of the child. */
    public void feed(byte[] bytes, int offset, int length) {
        parser.feed(bytes, offset, length);
    }

    /** Takes output of the child. */
    public void feed(byte[] bytes) {
        parser.feed(bytes, 0, bytes.length);
    }

    /** Takes text as UTF-8 output of the child. */
    public void feed(String text) {
        feed(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether the output so far ends between two sequences or characters, so that others can be put in. */
    public boolean isBetween() {
        return parser.isGround();
    }

    /** Changes the size; lines are not wrapped anew. */
    public void resize(int rows, int columns) {
        int newRows = clamp(rows);
        int newColumns = clamp(columns);
        if (newRows != state.rows || newColumns != state.columns) {
            state.resize(newRows, newColumns);
        }
    }

    /** The height of the screen. */
    public int rows() {
        return state.rows;
    }

    /** The width of the screen. */
    public int columns() {
        return state.columns;
    }

    /** The cursor's row, from 0. */
    public int cursorRow() {
        return state.cursor.row;
    }

    /** The cursor's column, from 0. */
    public int cursorColumn() {
        return state.cursor.column;
    }

    /** Whether a mode is on. */
    public boolean isOn(Mode mode) {
        return state.modes.has(mode);
    }

    /** Whether the alternate screen is shown. */
    public boolean isAlternateScreen() {
        return state.alternate;
    }

    /** The window title that the child has set, or an empty text. */
    public String title() {
        return state.title;
    }

    /** The text of one row of the screen, from 0, without trailing blanks. */
    public String line(int row) {
        return state.grid().row(row).plainText();
    }

    /** The text of the screen's rows, each without trailing blanks. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>(state.rows);
        for (int row = 0; row < state.rows; row++) {
            lines.add(line(row));
        }
        return lines;
    }

    /** How many lines have left the main screen at its top and are kept. */
    public int scrollbackCount() {
        return state.scrollback.count();
    }

    /** A line of the scrollback; 0 is the oldest. */
    public String scrollbackLine(int index) {
        return state.scrollback.get(index).plainText();
    }

    ScreenState state() {
        return state;
    }
}
