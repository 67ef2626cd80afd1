package dev.berth.terminal;

/** The rows of one screen, main or alternate, and the operations on whole rows and parts of them. */
final class Grid {
    private Row[] rows;
    private int columns;
    private final Scrollback scrollback;

    Grid(int rowCount, int columns, Scrollback scrollback) {
        this.columns = columns;
        this.scrollback = scrollback;
        rows = new Row[rowCount];
        for (int i = 0; i < rowCount; i++) {
            rows[i] = new Row(columns);
        }
    }

    Row row(int index) {
        return rows[index];
    }

    int rowCount() {
        return rows.length;
    }

    /** Moves rows {@code top} to {@code bottom} (inclusive) up; what leaves the very top goes to the scrollback. */
    void scrollUp(int top, int bottom, int count, int eraseBack) {
        int lines = Math.min(count, bottom - top + 1);
        for (int i = 0; i < lines; i++) {
            Row leaving = rows[top];
            if (top == 0) {
                scrollback.push(leaving);
            }
            System.arraycopy(rows, top + 1, rows, top, bottom - top);
            rows[bottom] = cleared(leaving, eraseBack);
        }
    }

    /** As {@link #scrollUp} for DL, where nothing goes to the scrollback. */
    void deleteRows(int top, int bottom, int count, int eraseBack) {
        int lines = Math.min(count, bottom - top + 1);
        for (int i = 0; i < lines; i++) {
            Row leaving = rows[top];
            System.arraycopy(rows, top + 1, rows, top, bottom - top);
            rows[bottom] = cleared(leaving, eraseBack);
        }
    }

    void scrollDown(int top, int bottom, int count, int eraseBack) {
        int lines = Math.min(count, bottom - top + 1);
        for (int i = 0; i < lines; i++) {
            Row leaving = rows[bottom];
            System.arraycopy(rows, top, rows, top + 1, bottom - top);
            rows[top] = cleared(leaving, eraseBack);
        }
    }

    private static Row cleared(Row row, int eraseBack) {
        row.erase(0, row.columns(), eraseBack);
        row.wrapped = false;
        return row;
    }

    /** Erases from one position up to but without another, in reading order. */
    void erase(int fromRow, int fromColumn, int toRow, int toColumn, int eraseBack) {
        for (int i = fromRow; i <= toRow && i < rows.length; i++) {
            int from = i == fromRow ? fromColumn : 0;
            int to = i == toRow ? toColumn : columns;
            if (from < to) {
                eraseCells(i, from, to, eraseBack);
            }
        }
    }

    void eraseCells(int row, int from, int to, int eraseBack) {
        rows[row].breakWide(from);
        rows[row].breakWide(to);
        rows[row].erase(from, to, eraseBack);
        if (to == columns) {
            rows[row].wrapped = false;
        }
    }

    void insertCells(int row, int column, int count, int eraseBack) {
        Row cells = rows[row];
        int shift = Math.min(count, columns - column);
        cells.breakWide(column);
        cells.breakWide(columns - shift);
        cells.copy(cells, column, column + shift, columns - column - shift);
        cells.erase(column, column + shift, eraseBack);
    }

    void deleteCells(int row, int column, int count, int eraseBack) {
        Row cells = rows[row];
        int shift = Math.min(count, columns - column);
        cells.breakWide(column);
        cells.breakWide(column + shift);
        cells.copy(cells, column + shift, column, columns - column - shift);
        cells.erase(columns - shift, columns, eraseBack);
        cells.wrapped = false;
    }

    /**
     * Changes the size. Rows leave at the top into the scrollback as far as the cursor would be lost otherwise, and
     * come back from there when there is room again.
     *
     * @return by how many rows the contents moved down (negative: up)
     */
    int resize(int newRows, int newColumns, int cursorRow) {
        int drop = Math.max(0, cursorRow - newRows + 1);
        int restore = newRows > rows.length ? Math.min(newRows - rows.length, scrollback.count()) : 0;
        for (int i = 0; i < drop; i++) {
            scrollback.push(rows[i]);
        }
        Row[] resized = new Row[newRows];
        for (int i = restore - 1; i >= 0; i--) {
            resized[i] = scrollback.pop().resized(newColumns);
        }
        for (int i = restore; i < newRows; i++) {
            int source = i - restore + drop;
            resized[i] = source >= rows.length ? new Row(newColumns)
                    : columns == newColumns ? rows[source] : rows[source].resized(newColumns);
        }
        rows = resized;
        columns = newColumns;
        return restore - drop;
    }
}
