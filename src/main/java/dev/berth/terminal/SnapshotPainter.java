package dev.berth.terminal;

/**
 * Produces the bytes that bring a real terminal to the state an {@link Emulator} has: both screens, attributes, cursor,
 * saved cursor, scroll region, tab stops, character sets, modes and title. This is what a viewer gets when it attaches
 * to a session that has been running without it; the live output follows.
 *
 * <p>The terminal must have the emulator's size and be in its initial modes, as after {@link ModeUndo}. What it showed
 * is written over, not scrolled away.
 */
public final class SnapshotPainter {
    /** Modes in which text can be written anywhere, with the cursor hidden. */
    private static final String ASIDE = "\u001b[?25l\u001b[?7l\u001b[?6l\u001b[4l\u000f\u001b(B\u001b[0m";

    private final ScreenState state;
    private final OutputBuffer out = new OutputBuffer(8192);
    private final Pen current = new Pen();

    private SnapshotPainter(ScreenState state) {
        this.state = state;
    }

    /** The bytes for the emulator's present state. */
    public static byte[] paint(Emulator emulator) {
        return new SnapshotPainter(emulator.state()).paint();
    }

    /**
     * The bytes that show a part of one row again as it is, after something else was written over it, and leave the
     * terminal in the emulator's state. They must not go into the middle of a sequence, see {@link Emulator#isBetween}.
     */
    public static byte[] repaint(Emulator emulator, int row, int fromColumn) {
        SnapshotPainter painter = new SnapshotPainter(emulator.state());
        painter.aside();
        if (row < painter.state.rows) {
            Row cells = painter.state.grid().row(row);
            int first = Math.max(0, Math.min(fromColumn, cells.columns() - 1));
            // Not only the second half of a wide character.
            first -= (cells.text[first] & Cell.TAIL) != 0 ? 1 : 0;
            painter.out.moveTo(row, first);
            for (int column = first; column < cells.columns(); column++) {
                painter.cell(cells, row, column);
            }
        }
        painter.back();
        return painter.out.toBytes();
    }

    /** The bytes that write text in reverse at the right end of a row and leave all else as it is. */
    public static byte[] overlay(Emulator emulator, int row, int fromColumn, String text) {
        SnapshotPainter painter = new SnapshotPainter(emulator.state());
        painter.aside();
        painter.out.moveTo(row, fromColumn).add("\u001b[7m").addText(text).add("\u001b[m");
        painter.back();
        return painter.out.toBytes();
    }

    private void aside() {
        out.add(ASIDE);
        if (!state.cursor.pen.decoration.link().isEmpty()) {
            out.add("\u001b]8;;\u001b\\");
        }
    }

    /** Back from {@link #ASIDE} to the emulator's state. */
    private void back() {
        pen(0, 0, Decoration.NONE);
        for (Mode mode : new Mode[] {Mode.INSERT, Mode.ORIGIN, Mode.AUTO_WRAP}) {
            if (state.modes.has(mode)) {
                out.add(mode.sequence(true));
            }
        }
        cursor();
    }

    private byte[] paint() {
        out.add("\u001b[?2026h\u001b[?25l\u001b[?7l\u001b[?6l\u001b[4l\u001b[r\u000f\u001b(B\u001b[0m");
        grid(state.mainGrid);
        if (state.alternate) {
            keyboard(state.mainKeyboard);
            saveCursor(state.mainSaved);
            if (state.modes.has(Mode.ALTERNATE_1049)) {
                place(state.mainSaved);
            }
            // 1049 saves the cursor as it stands, so the cursor stands where it was saved.
            out.add(state.alternateMode().sequence(true));
            neutral();
            grid(state.alternateGrid);
        } else if (isSet(state.alternateSaved)) {
            out.add(Mode.ALTERNATE_47.sequence(true));
            saveCursor(state.alternateSaved);
            out.add(Mode.ALTERNATE_47.sequence(false));
        }
        saveCursor(state.saved());
        keyboard(state.keyboard());
        tabs();
        modes();
        cursor();
        out.add(Mode.SYNCHRONIZED.sequence(false));
        return out.toBytes();
    }

    private void grid(Grid grid) {
        for (int index = 0; index < grid.rowCount(); index++) {
            Row row = grid.row(index);
            out.moveTo(index, 0);
            int used = row.usedColumns();
            for (int column = 0; column < used; column++) {
                cell(row, index, column);
            }
            if (used < row.columns()) {
                pen(0, 0, Decoration.NONE);
                if (used < row.columns() && used > 0) {
                    out.moveTo(index, used);
                }
                out.add("\u001b[K");
            }
        }
        pen(0, 0, Decoration.NONE);
    }

    private void cell(Row row, int index, int column) {
        int packed = row.text[column];
        if ((packed & Cell.TAIL) != 0) {
            return;
        }
        pen(row.fore[column], row.back[column], row.decoration(column));
        if ((packed & Cell.CLUSTER) != 0) {
            out.addText(row.cluster(column));
            // Terminals do not agree on the width of clusters.
            out.moveTo(index, column + ((packed & Cell.WIDE) != 0 ? 2 : 1));
        } else if (packed == 0) {
            out.add(' ');
        } else {
            out.addCodePoint(packed & Cell.CODE_POINT);
        }
    }

    private void pen(int fore, int back, Decoration decoration) {
        if (fore != current.fore || back != current.back
                || decoration.underlineColour() != current.decoration.underlineColour()) {
            SgrWriter.write(out, fore, back, decoration.underlineColour());
        }
        if (!decoration.link().equals(current.decoration.link())) {
            out.add("\u001b]8;").add(decoration.link().isEmpty() ? ";" : decoration.link()).add("\u001b\\");
        }
        current.fore = fore;
        current.back = back;
        current.decoration = decoration;
    }

    private static boolean isSet(Cursor saved) {
        return saved.row != 0 || saved.column != 0 || saved.origin || !saved.pen.sameAs(new Pen())
                || !saved.charsets.isInitial();
    }

    private void saveCursor(Cursor saved) {
        if (isSet(saved)) {
            place(saved);
            out.add("\u001b7");
            neutral();
        }
    }

    /** Puts the cursor as it was saved, with what belongs to it. */
    private void place(Cursor saved) {
        out.moveTo(saved.row, saved.column);
        if (saved.origin) {
            // The whole screen is the region still, so DECOM changes nothing but what is saved.
            out.add(Mode.ORIGIN.sequence(true)).moveTo(saved.row, saved.column);
        }
        pen(saved.pen.fore, saved.pen.back, saved.pen.decoration);
        charsets(saved.charsets);
    }

    private void neutral() {
        out.add(Mode.ORIGIN.sequence(false)).add("\u001b(B\u001b)B\u001b*B\u001b+B\u000f");
        pen(0, 0, Decoration.NONE);
    }

    private void charsets(Charsets charsets) {
        for (int slot = 0; slot < 4; slot++) {
            if (charsets.designated(slot) != 'B') {
                out.add('\u001b').add('(' + slot).add(charsets.designated(slot));
            }
        }
        switch (charsets.active()) {
            case 1 -> out.add(0x0E);
            case 2 -> out.add("\u001bn");
            case 3 -> out.add("\u001bo");
            default -> {
                // The first one is in use already.
            }
        }
    }

    private void keyboard(KeyboardFlags flags) {
        for (int i = 0; i < flags.depth(); i++) {
            int next = i + 1 < flags.depth() ? flags.pushedOver(i + 1) : flags.current();
            if (i == 0 && flags.pushedOver(0) != 0) {
                out.add("\u001b[=").addNumber(flags.pushedOver(0)).add(";1u");
            }
            out.add("\u001b[>").addNumber(next).add('u');
        }
        if (flags.depth() == 0 && flags.current() != 0) {
            out.add("\u001b[=").addNumber(flags.current()).add(";1u");
        }
    }

    private void tabs() {
        if (state.tabs.isDefault()) {
            return;
        }
        out.add("\u001b[3g");
        for (int column = 0; column < state.columns; column++) {
            if (state.tabs.isSet(column)) {
                out.moveTo(0, column).add("\u001bH");
            }
        }
    }

    private void modes() {
        if (!state.title.isEmpty()) {
            out.add("\u001b]2;").addText(state.title).add("\u001b\\");
        }
        if (state.cursorShape != 0) {
            out.add("\u001b[").addNumber(state.cursorShape).add(" q");
        }
        if (state.modifyOtherKeys != 0) {
            out.add("\u001b[>4;").addNumber(state.modifyOtherKeys).add('m');
        }
        if (state.top != 0 || state.bottom != state.rows - 1) {
            out.add("\u001b[").addNumber(state.top + 1).add(';').addNumber(state.bottom + 1).add('r');
        }
        for (Mode mode : Mode.values()) {
            boolean apart = mode.isAlternateScreen() || mode == Mode.SYNCHRONIZED || mode == Mode.CURSOR_VISIBLE
                    || mode == Mode.AUTO_WRAP;
            if (!apart && state.modes.has(mode) != mode.isInitiallyOn()) {
                out.add(mode.sequence(!mode.isInitiallyOn()));
            }
        }
        if (state.modes.has(Mode.AUTO_WRAP)) {
            out.add(Mode.AUTO_WRAP.sequence(true));
        }
    }

    private void cursor() {
        Cursor cursor = state.cursor;
        boolean origin = state.modes.has(Mode.ORIGIN);
        int row = origin ? cursor.row - state.top : cursor.row;
        if (cursor.pendingWrap) {
            // Only writing the last column again brings the pending wrap about.
            Row cells = state.grid().row(cursor.row);
            int column = cursor.column - ((cells.text[cursor.column] & Cell.TAIL) != 0 ? 1 : 0);
            boolean insert = state.modes.has(Mode.INSERT);
            out.add(insert ? Mode.INSERT.sequence(false) : "").moveTo(row, column);
            cellInPlace(cells, column);
            out.add(insert ? Mode.INSERT.sequence(true) : "");
        } else {
            out.moveTo(row, cursor.column);
        }
        pen(cursor.pen.fore, cursor.pen.back, cursor.pen.decoration);
        charsets(cursor.charsets);
        if (state.modes.has(Mode.CURSOR_VISIBLE)) {
            out.add(Mode.CURSOR_VISIBLE.sequence(true));
        }
    }

    private void cellInPlace(Row cells, int column) {
        pen(cells.fore[column], cells.back[column], cells.decoration(column));
        StringBuilder text = new StringBuilder();
        cells.appendTo(text, column);
        out.addText(text.toString());
    }
}
