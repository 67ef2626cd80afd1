package dev.berth.terminal;

/** The state of an emulated terminal and the operations on it that are more than one assignment. */
final class ScreenState {
    /** Longer clusters than any real one are cut: a child may send combining marks without end. */
    private static final int MAXIMUM_CLUSTER = 64;

    final Grid mainGrid;
    final Grid alternateGrid;
    final Scrollback scrollback;
    final Cursor cursor = new Cursor();
    final Cursor mainSaved = new Cursor();
    final Cursor alternateSaved = new Cursor();
    final KeyboardFlags mainKeyboard = new KeyboardFlags();
    final KeyboardFlags alternateKeyboard = new KeyboardFlags();
    final Modes modes = new Modes();
    final TabStops tabs;
    int columns;
    int rows;
    /** The scroll region, both inclusive. */
    int top;
    int bottom;
    boolean alternate;
    /** DECSCUSR; 0 is the terminal's own choice. */
    int cursorShape;
    /** XTerm's modifyOtherKeys level. */
    int modifyOtherKeys;
    String title = "";
    private int lastPrinted = -1;

    ScreenState(int rows, int columns, int scrollbackLines) {
        this.rows = rows;
        this.columns = columns;
        scrollback = new Scrollback(scrollbackLines);
        mainGrid = new Grid(rows, columns, scrollback);
        alternateGrid = new Grid(rows, columns, new Scrollback(0));
        tabs = new TabStops(columns);
        bottom = rows - 1;
    }

    Grid grid() {
        return alternate ? alternateGrid : mainGrid;
    }

    KeyboardFlags keyboard() {
        return alternate ? alternateKeyboard : mainKeyboard;
    }

    Cursor saved() {
        return alternate ? alternateSaved : mainSaved;
    }

    Row currentRow() {
        return grid().row(cursor.row);
    }

    int eraseBack() {
        return cursor.pen.eraseBack();
    }

    void printAscii(byte[] bytes, int from, int to) {
        lastPrinted = bytes[to - 1];
        if (!cursor.charsets.isPlain() || modes.has(Mode.INSERT)) {
            for (int i = from; i < to; i++) {
                put(cursor.charsets.map(bytes[i]), 1);
            }
            return;
        }
        boolean wrap = modes.has(Mode.AUTO_WRAP);
        int at = from;
        while (at < to) {
            if (cursor.pendingWrap) {
                nextLine(wrap);
            }
            int count = Math.min(to - at, columns - cursor.column);
            if (!wrap && count < to - at) {
                // Everything past the edge is written over the last column.
                bytes = overwriteLast(bytes, at, to, count);
                at = 0;
                to = count;
            }
            Row row = currentRow();
            row.breakWide(cursor.column);
            row.breakWide(cursor.column + count);
            row.putAscii(cursor.column, bytes, at, count, cursor.pen);
            advance(count);
            at += count;
        }
    }

    private static byte[] overwriteLast(byte[] bytes, int from, int to, int count) {
        byte[] fitting = new byte[count];
        System.arraycopy(bytes, from, fitting, 0, count - 1);
        fitting[count - 1] = bytes[to - 1];
        return fitting;
    }

    void print(int codePoint) {
        if (codePoint >= 0x300 && joinPrevious(codePoint)) {
            return;
        }
        int width = CharacterWidth.of(codePoint);
        if (width > 0 && width <= columns) {
            lastPrinted = codePoint;
            put(codePoint, width);
        }
    }

    /** REP: the last graphic character again. */
    void repeat(int count) {
        if (lastPrinted < 0) {
            return;
        }
        int width = CharacterWidth.of(lastPrinted);
        for (int i = 0; i < Math.min(count, rows * columns); i++) {
            put(lastPrinted < 0x7F ? cursor.charsets.map(lastPrinted) : lastPrinted, width);
        }
    }

    private void put(int codePoint, int width) {
        boolean wrap = modes.has(Mode.AUTO_WRAP);
        if (cursor.pendingWrap) {
            nextLine(wrap);
        }
        if (width == 2 && cursor.column == columns - 1) {
            if (wrap) {
                nextLine(true);
            } else {
                cursor.column--;
            }
        }
        if (modes.has(Mode.INSERT)) {
            grid().insertCells(cursor.row, cursor.column, width, eraseBack());
        }
        Row row = currentRow();
        int column = cursor.column;
        row.breakWide(column);
        row.breakWide(column + width);
        if (width == 2) {
            row.put(column, codePoint | Cell.WIDE, cursor.pen);
            row.put(column + 1, Cell.TAIL, cursor.pen);
        } else {
            row.put(column, codePoint, cursor.pen);
        }
        advance(width);
    }

    /** As in xterm the edge is remembered also without DECAWM: a combining mark then finds its character. */
    private void advance(int width) {
        cursor.column += width;
        if (cursor.column >= columns) {
            cursor.column = columns - 1;
            cursor.pendingWrap = true;
        }
    }

    private void nextLine(boolean wrap) {
        cursor.pendingWrap = false;
        if (wrap) {
            currentRow().wrapped = true;
            cursor.column = 0;
            lineFeed();
        }
    }

    /** Adds a combining character, or a part of an emoji or flag, to the character before the cursor. */
    private boolean joinPrevious(int codePoint) {
        int column = cursor.pendingWrap ? cursor.column : cursor.column - 1;
        if (column < 0) {
            return CharacterWidth.of(codePoint) == 0;
        }
        Row row = currentRow();
        if ((row.text[column] & Cell.TAIL) != 0) {
            column--;
        }
        int packed = row.text[column];
        int first = packed & Cell.CODE_POINT;
        boolean cluster = (packed & Cell.CLUSTER) != 0;
        int last = cluster ? row.cluster(column).codePointBefore(row.cluster(column).length()) : first;
        boolean flag = !cluster && CharacterWidth.isRegionalIndicator(first);
        if (first == 0 || !Graphemes.joins(last, codePoint, flag)) {
            return CharacterWidth.of(codePoint) == 0;
        }
        boolean widen = flag && CharacterWidth.isRegionalIndicator(codePoint);
        if (widen && cursor.pendingWrap) {
            return false;
        }
        String text = cluster ? row.cluster(column) : Character.toString(first);
        if (text.length() < MAXIMUM_CLUSTER) {
            row.cluster(column, text + Character.toString(codePoint));
        }
        if (widen) {
            row.breakWide(column + 2);
            row.text[column] |= Cell.WIDE;
            row.put(column + 1, Cell.TAIL, cursor.pen);
            advance(1);
        }
        return true;
    }

    void lineFeed() {
        if (cursor.row == bottom) {
            grid().scrollUp(top, bottom, 1, eraseBack());
        } else if (cursor.row < rows - 1) {
            cursor.row++;
        }
    }

    void reverseLineFeed() {
        cursor.pendingWrap = false;
        if (cursor.row == top) {
            grid().scrollDown(top, bottom, 1, eraseBack());
        } else if (cursor.row > 0) {
            cursor.row--;
        }
    }

    void backspace() {
        if (cursor.column == 0 && cursor.row > 0 && modes.has(Mode.REVERSE_WRAP) && modes.has(Mode.AUTO_WRAP)) {
            moveTo(cursor.row - 1, columns - 1);
        } else {
            moveTo(cursor.row, cursor.column - 1);
        }
    }

    /** Moves the cursor to an absolute place, kept inside of the screen. */
    void moveTo(int row, int column) {
        cursor.row = Math.max(0, Math.min(row, rows - 1));
        cursor.column = Math.max(0, Math.min(column, columns - 1));
        cursor.pendingWrap = false;
    }

    /** Moves the cursor to a place that DECOM may make relative to the scroll region. */
    void address(int row, int column) {
        if (modes.has(Mode.ORIGIN)) {
            moveTo(Math.min(top + row, bottom), column);
        } else {
            moveTo(row, column);
        }
    }

    /** CUU and CUD: stops at the scroll region's edge when inside of it. */
    void moveRows(int by) {
        int target = cursor.row + by;
        if (by < 0 && cursor.row >= top) {
            target = Math.max(target, top);
        } else if (by > 0 && cursor.row <= bottom) {
            target = Math.min(target, bottom);
        }
        moveTo(target, cursor.column);
    }

    boolean insideRegion() {
        return cursor.row >= top && cursor.row <= bottom;
    }

    void region(int newTop, int newBottom) {
        int limit = Math.min(newBottom, rows - 1);
        if (newTop < limit) {
            top = newTop;
            bottom = limit;
            address(0, 0);
        }
    }

    void saveCursor() {
        saved().set(cursor);
        saved().origin = modes.has(Mode.ORIGIN);
    }

    void restoreCursor() {
        Cursor saved = saved();
        cursor.set(saved);
        modes.set(Mode.ORIGIN, saved.origin);
        boolean pending = saved.pendingWrap && saved.column == columns - 1;
        moveTo(saved.row, saved.column);
        cursor.pendingWrap = pending;
    }

    void mode(Mode mode, boolean on) {
        if (mode.isAlternateScreen()) {
            alternateScreen(mode, on);
            return;
        }
        modes.set(mode, on);
        if (mode == Mode.ORIGIN) {
            address(0, 0);
        }
    }

    /** The mode that has switched to the alternate screen, and that leaves it as the child would. */
    Mode alternateMode() {
        return modes.has(Mode.ALTERNATE_47) ? Mode.ALTERNATE_47
                : modes.has(Mode.ALTERNATE_1047) ? Mode.ALTERNATE_1047 : Mode.ALTERNATE_1049;
    }

    private void alternateScreen(Mode mode, boolean on) {
        boolean switching = on != alternate;
        if (mode == Mode.ALTERNATE_1049 && on && switching) {
            saveCursor();
        }
        if (mode == Mode.ALTERNATE_1047 && !on && switching) {
            alternateGrid.erase(0, 0, rows - 1, columns, eraseBack());
        }
        alternate = on;
        modes.set(mode, on);
        if (mode == Mode.ALTERNATE_1049) {
            if (on && switching) {
                alternateGrid.erase(0, 0, rows - 1, columns, eraseBack());
            } else if (!on) {
                restoreCursor();
            }
        }
    }

    /** DECALN: the whole screen full of E. */
    void alignmentTest() {
        Pen plain = new Pen();
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                grid().row(row).put(column, 'E', plain);
            }
        }
        top = 0;
        bottom = rows - 1;
        moveTo(0, 0);
    }

    /** DECSTR: the modes and attributes, not the contents. */
    void softReset() {
        modes.set(Mode.ORIGIN, false);
        modes.set(Mode.INSERT, false);
        modes.set(Mode.AUTO_WRAP, true);
        modes.set(Mode.CURSOR_VISIBLE, true);
        modes.set(Mode.APPLICATION_CURSOR, false);
        modes.set(Mode.APPLICATION_KEYPAD, false);
        top = 0;
        bottom = rows - 1;
        cursor.pendingWrap = false;
        cursor.pen.set(new Pen());
        cursor.charsets.set(new Charsets());
        saved().set(new Cursor());
        keyboard().reset();
        modifyOtherKeys = 0;
    }

    /** RIS: everything, except the scrollback. */
    void reset() {
        alternate = true;
        softReset();
        alternateGrid.erase(0, 0, rows - 1, columns, 0);
        alternate = false;
        softReset();
        mainGrid.erase(0, 0, rows - 1, columns, 0);
        modes.reset();
        tabs.reset();
        cursorShape = 0;
        title = "";
        lastPrinted = -1;
        moveTo(0, 0);
    }

    void resize(int newRows, int newColumns) {
        int moved = mainGrid.resize(newRows, newColumns, alternate ? Math.min(mainSaved.row, rows - 1) : cursor.row);
        int movedAlternate = alternateGrid.resize(newRows, newColumns, alternate ? cursor.row : 0);
        rows = newRows;
        columns = newColumns;
        top = 0;
        bottom = newRows - 1;
        tabs.resize(newColumns);
        clamp(cursor, alternate ? movedAlternate : moved);
        clamp(mainSaved, moved);
        clamp(alternateSaved, 0);
    }

    private void clamp(Cursor any, int moved) {
        any.row = Math.max(0, Math.min(any.row + moved, rows - 1));
        any.pendingWrap = any.pendingWrap && any.column == columns - 1;
        any.column = Math.min(any.column, columns - 1);
    }
}
