package dev.berth.terminal;

import java.util.Arrays;

/**
 * One line of cells, packed as {@link Cell} says. Grapheme clusters longer than a code point and decorations are rare
 * and kept in arrays that exist only in rows that have any.
 */
final class Row {
    final int[] text;
    final int[] fore;
    final int[] back;
    private String[] clusters;
    private Decoration[] decorations;
    /** The text goes on in the next row because it reached the right edge. */
    boolean wrapped;

    Row(int columns) {
        text = new int[columns];
        fore = new int[columns];
        back = new int[columns];
    }

    int columns() {
        return text.length;
    }

    String cluster(int column) {
        return clusters[column];
    }

    Decoration decoration(int column) {
        return decorations == null || decorations[column] == null ? Decoration.NONE : decorations[column];
    }

    /** Writes one cell; the caller has taken care of what was there (see {@link #breakWide}). */
    void put(int column, int packedText, Pen pen) {
        text[column] = packedText;
        fore[column] = pen.fore;
        back[column] = pen.back;
        if (clusters != null) {
            clusters[column] = null;
        }
        decorate(column, pen.decoration);
    }

    /** Writes a run of ASCII characters. */
    void putAscii(int column, byte[] bytes, int from, int length, Pen pen) {
        int end = column + length;
        for (int i = column, at = from; i < end; i++, at++) {
            text[i] = bytes[at];
        }
        Arrays.fill(fore, column, end, pen.fore);
        Arrays.fill(back, column, end, pen.back);
        if (clusters != null) {
            Arrays.fill(clusters, column, end, null);
        }
        if (decorations != null || pen.decoration != Decoration.NONE) {
            for (int i = column; i < end; i++) {
                decorate(i, pen.decoration);
            }
        }
    }

    private void decorate(int column, Decoration decoration) {
        if (decoration != Decoration.NONE) {
            if (decorations == null) {
                decorations = new Decoration[text.length];
            }
            decorations[column] = decoration;
        } else if (decorations != null) {
            decorations[column] = null;
        }
    }

    /** Makes the cell's character a cluster; its width flags stay. */
    void cluster(int column, String cluster) {
        if (clusters == null) {
            clusters = new String[text.length];
        }
        clusters[column] = cluster;
        text[column] = text[column] & (Cell.WIDE | Cell.TAIL) | cluster.codePointAt(0) | Cell.CLUSTER;
    }

    /** Erases cells from {@code from} up to but without {@code to}, with a packed background colour. */
    void erase(int from, int to, int eraseBack) {
        Arrays.fill(text, from, to, 0);
        Arrays.fill(fore, from, to, 0);
        Arrays.fill(back, from, to, eraseBack);
        if (clusters != null) {
            Arrays.fill(clusters, from, to, null);
        }
        if (decorations != null) {
            Arrays.fill(decorations, from, to, null);
        }
    }

    /** Blanks what is left of a wide character when the edge at {@code column} cuts it into two. */
    void breakWide(int column) {
        if (column > 0 && column < text.length && (text[column] & Cell.TAIL) != 0) {
            blank(column - 1);
            blank(column);
        }
    }

    private void blank(int column) {
        text[column] = ' ';
        if (clusters != null) {
            clusters[column] = null;
        }
    }

    /** Copies cells inside of this row or from another one; ranges may overlap. */
    void copy(Row source, int from, int to, int length) {
        System.arraycopy(source.text, from, text, to, length);
        System.arraycopy(source.fore, from, fore, to, length);
        System.arraycopy(source.back, from, back, to, length);
        if (source.clusters != null || clusters != null) {
            clusters = clusters == null ? new String[text.length] : clusters;
            if (source.clusters == null) {
                Arrays.fill(clusters, to, to + length, null);
            } else {
                System.arraycopy(source.clusters, from, clusters, to, length);
            }
        }
        if (source.decorations != null || decorations != null) {
            decorations = decorations == null ? new Decoration[text.length] : decorations;
            if (source.decorations == null) {
                Arrays.fill(decorations, to, to + length, null);
            } else {
                System.arraycopy(source.decorations, from, decorations, to, length);
            }
        }
    }

    /** A copy with another number of columns: cut, or filled with erased cells. */
    Row resized(int columns) {
        Row row = new Row(columns);
        row.copy(this, 0, 0, Math.min(columns, text.length));
        if (columns < text.length && columns > 0 && (text[columns] & Cell.TAIL) != 0) {
            row.blank(columns - 1);
            row.text[columns - 1] &= ~Cell.WIDE;
        }
        row.wrapped = wrapped && columns == text.length;
        return row;
    }

    /** The number of cells up to the last one that shows anything. */
    int usedColumns() {
        int used = text.length;
        while (used > 0 && text[used - 1] == 0 && back[used - 1] == 0) {
            used--;
        }
        return used;
    }

    /** Appends the character in a cell; an erased one is a space, the second half of a wide one is nothing. */
    void appendTo(StringBuilder out, int column) {
        int packed = text[column];
        if ((packed & Cell.TAIL) != 0) {
            return;
        }
        if ((packed & Cell.CLUSTER) != 0) {
            out.append(clusters[column]);
        } else {
            out.appendCodePoint(packed == 0 ? ' ' : packed & Cell.CODE_POINT);
        }
    }

    /** The row's text without trailing blanks. */
    String plainText() {
        StringBuilder out = new StringBuilder();
        for (int column = 0; column < text.length; column++) {
            appendTo(out, column);
        }
        int end = out.length();
        while (end > 0 && out.charAt(end - 1) == ' ') {
            end--;
        }
        return out.substring(0, end);
    }

    /** Whether two rows of a frame are the same in all cells; false also where that takes longer to find out. */
    boolean sameAs(Row other) {
        return clusters == null && other.clusters == null && decorations == null && other.decorations == null
                && Arrays.equals(text, other.text) && Arrays.equals(fore, other.fore)
                && Arrays.equals(back, other.back);
    }

    /** Whether a cell looks the same in both rows; an erased cell and a space do. */
    boolean sameCell(int column, Row other) {
        if (fore[column] != other.fore[column] || back[column] != other.back[column]) {
            return false;
        }
        int mine = text[column] == 0 ? ' ' : text[column];
        int theirs = other.text[column] == 0 ? ' ' : other.text[column];
        return mine == theirs
                && ((mine & Cell.CLUSTER) == 0 || clusters[column].equals(other.clusters[column]))
                && decoration(column).equals(other.decoration(column));
    }
}
