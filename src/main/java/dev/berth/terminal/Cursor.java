package dev.berth.terminal;

/** Where and how the next character is written; also what DECSC saves. */
final class Cursor {
    int row;
    int column;
    /** The last column has been written; the next character goes to the next row. */
    boolean pendingWrap;
    /** DECOM, kept here only in a saved cursor. */
    boolean origin;
    final Pen pen = new Pen();
    final Charsets charsets = new Charsets();

    void set(Cursor other) {
        row = other.row;
        column = other.column;
        pendingWrap = other.pendingWrap;
        origin = other.origin;
        pen.set(other.pen);
        charsets.set(other.charsets);
    }
}
