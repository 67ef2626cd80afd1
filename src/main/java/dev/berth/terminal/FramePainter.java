package dev.berth.terminal;

/** Writes what has changed from one {@link Frame} to the next, with as few bytes as is simple. */
final class FramePainter {
    private final Capabilities capabilities;
    private final OutputBuffer out;
    private int penFore;
    private int penBack;
    private int atRow;
    private int atColumn;

    FramePainter(Capabilities capabilities, OutputBuffer out) {
        this.capabilities = capabilities;
        this.out = out;
    }

    /** Appends the changes; the terminal's attributes are plain before and after. */
    void paint(Frame before, Frame after) {
        atRow = -1;
        penFore = 0;
        penBack = 0;
        for (int row = 0; row < after.rowCount(); row++) {
            paintRow(before.row(row), after.row(row), row);
        }
        pen(0, 0);
    }

    private void paintRow(Row before, Row after, int row) {
        if (after.sameAs(before)) {
            return;
        }
        int used = after.usedColumns();
        int column = 0;
        while (column < used) {
            if ((after.text[column] & Cell.TAIL) != 0 || same(before, after, column)) {
                column++;
            } else {
                moveTo(row, column, after);
                cell(after, row, column);
                column++;
            }
        }
        if (before.usedColumns() > used) {
            moveTo(row, used, after);
            pen(0, 0);
            out.add("\u001b[K");
        }
    }

    private static boolean same(Row before, Row after, int column) {
        boolean wide = (after.text[column] & Cell.WIDE) != 0;
        return after.sameCell(column, before)
                && (!wide || (before.text[column + 1] & Cell.TAIL) != 0 && after.sameCell(column + 1, before));
    }

    private void moveTo(int row, int column, Row cells) {
        if (row == atRow && column == atColumn) {
            return;
        }
        int gap = column - atColumn;
        if (row == atRow && gap > 0 && gap <= 4 && plainGap(cells, column - gap, column)) {
            // The cells in between once more are shorter than a movement.
            for (int i = column - gap; i < column; i++) {
                out.add(cells.text[i] == 0 ? ' ' : cells.text[i]);
            }
        } else if (row == atRow && gap > 0) {
            out.add("\u001b[").addNumber(gap).add('C');
        } else if (row == atRow + 1 && column == 0 && atRow >= 0) {
            out.add("\r\n");
        } else {
            out.moveTo(row, column);
        }
        atRow = row;
        atColumn = column;
    }

    private boolean plainGap(Row cells, int from, int to) {
        for (int i = from; i < to; i++) {
            if (cells.text[i] >= 0x7F || reduced(cells.fore[i]) != penFore || reduced(cells.back[i]) != penBack) {
                return false;
            }
        }
        return true;
    }

    private int reduced(int packed) {
        return packed & ~Cell.COLOUR | capabilities.colours().reduce(packed & Cell.COLOUR);
    }

    private void cell(Row cells, int row, int column) {
        int packed = cells.text[column];
        int fore = reduced(cells.fore[column]);
        int back = reduced(cells.back[column]);
        if (!isBlank(packed) || shows(fore, back) || shows(penFore, penBack) || (back ^ penBack) != 0) {
            pen(fore, back);
        }
        int width = (packed & Cell.WIDE) != 0 ? 2 : 1;
        int codePoint = packed == 0 ? ' ' : packed & Cell.CODE_POINT;
        atColumn = column + width;
        int shown = capabilities.glyphs().shown(codePoint);
        if (shown != codePoint || capabilities.glyphs() == Glyphs.ASCII) {
            out.addCodePoint(shown);
            if (width == 2) {
                out.add(' ');
            }
        } else if ((packed & Cell.CLUSTER) != 0) {
            out.addText(cells.cluster(column));
            // Terminals do not agree on the width of clusters.
            atRow = -1;
        } else {
            out.addCodePoint(codePoint);
        }
        if (atColumn >= cells.columns()) {
            // The cursor waits at the edge, and where it goes from there differs.
            atRow = -1;
        }
    }

    private static boolean isBlank(int packed) {
        return packed == 0 || packed == ' ';
    }

    /** Whether attributes can be seen on a space: all but colour and weight of the text that is not there. */
    private static boolean shows(int fore, int back) {
        return (fore & Cell.INVERSE) != 0 || (back & ~Cell.COLOUR) != 0;
    }

    private void pen(int fore, int back) {
        if (fore == penFore && back == penBack) {
            return;
        }
        if (fore == 0 && back == 0) {
            out.add("\u001b[m");
        } else if (back == penBack && ((fore ^ penFore) & ~Cell.COLOUR) == 0) {
            SgrWriter.writeFore(out, fore);
        } else {
            SgrWriter.write(out, fore, back, 0);
        }
        penFore = fore;
        penBack = back;
    }
}
