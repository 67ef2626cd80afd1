package dev.berth.terminal;

import dev.berth.kernel.WindowSize;

/** The cells of one full screen, before they are painted. Text takes as many cells as {@link CharacterWidth} says. */
final class Frame {
    private final Row[] rows;
    private final int columns;

    Frame(WindowSize size) {
        columns = size.columns();
        rows = new Row[size.rows()];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new Row(columns);
        }
    }

    int rowCount() {
        return rows.length;
    }

    int columns() {
        return columns;
    }

    Row row(int index) {
        return rows[index];
    }

    void clear() {
        for (Row row : rows) {
            row.erase(0, columns, 0);
        }
    }

    /**
     * Writes text between two columns of a row; a character that does not fit as a whole is left out. Control
     * characters become U+FFFD: what is shown may come from a container.
     *
     * @return the column after the text
     */
    int put(int rowIndex, int column, String text, Pen pen, int left, int right) {
        Row row = rows[rowIndex];
        int at = 0;
        int to = column;
        while (at < text.length() && to < right) {
            char c = text.charAt(at);
            if (c >= 0x20 && c < 0x7F && (at + 1 == text.length() || text.charAt(at + 1) < 0x300)) {
                if (to >= left) {
                    put(row, to, c, 1, pen);
                }
                to++;
                at++;
                continue;
            }
            int end = Graphemes.end(text, at);
            int first = text.codePointAt(at);
            boolean control = first < 0x20 || first >= 0x7F && first < 0xA0 || Character.getType(first)
                    == Character.SURROGATE;
            int width = control ? 1 : CharacterWidth.ofCluster(text, at, end);
            if (to + width > right) {
                break;
            }
            if (width > 0) {
                if (to >= left) {
                    put(row, to, control ? Utf8Decoder.REPLACEMENT : first, width, pen);
                    if (!control && end > at + Character.charCount(first)) {
                        row.cluster(to, text.substring(at, end));
                    }
                } else if (to + width > left) {
                    put(row, left, ' ', 1, pen);
                }
                to += width;
            }
            at = end;
        }
        return to;
    }

    private static void put(Row row, int column, int codePoint, int width, Pen pen) {
        row.breakWide(column);
        row.breakWide(column + width);
        row.put(column, width == 2 ? codePoint | Cell.WIDE : codePoint, pen);
        if (width == 2) {
            row.put(column + 1, Cell.TAIL, pen);
        }
    }
}
