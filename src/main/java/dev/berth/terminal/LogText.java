package dev.berth.terminal;

import com.googlecode.lanterna.graphics.TextGraphics;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;

/**
 * Output kept as lines with their colours: what a log shows of a program. Colours, tabs and overwriting with carriage
 * returns have their effect; movements of the cursor and the other sequences of full-screen programs have none.
 *
 * <p>Lines count from 0 for as long as the text exists; the oldest ones are forgotten.
 */
public final class LogText {
    private static final int MAXIMUM_COLUMNS = 8192;
    private static final int ELLIPSIS = 0x2026;

    private final int maximumLines;
    private final VtParser parser = new VtParser(new Writer());
    private final Deque<Row> lines = new ArrayDeque<>();
    private final Pen pen = new Pen();
    private long forgotten;
    private Row current = new Row(128);
    private int column;
    private int used;

    /** An empty text that keeps this many lines. */
    public LogText(int maximumLines) {
        this.maximumLines = maximumLines;
    }

    /** Appends output. */
    public void feed(byte[] bytes) {
        parser.feed(bytes, 0, bytes.length);
    }

    /** The number of the oldest line that is kept. */
    public long firstLine() {
        return forgotten;
    }

    /** The number after that of the newest line; a last line without an end counts. */
    public long endLine() {
        return forgotten + lines.size() + (used > 0 ? 1 : 0);
    }

    /** The text of the kept lines from one on, oldest first; each call of the visitor gets one line. */
    public void forEach(LineVisitor visitor) {
        long number = forgotten;
        Iterator<Row> rows = lines.iterator();
        while (rows.hasNext()) {
            visitor.line(number++, new Line(rows.next()));
        }
        if (used > 0) {
            visitor.line(number, new Line(current.resized(used)));
        }
    }

    /** The complete lines from the newest one back, as long as the visitor wants more. */
    public void forEachBack(BackVisitor visitor) {
        long number = forgotten + lines.size();
        Iterator<Row> rows = lines.descendingIterator();
        while (rows.hasNext() && visitor.line(--number, new Line(rows.next()))) {
            // The visitor has what there is to do.
        }
    }

    /** The last line while its end has not come. */
    public Optional<Line> unfinished() {
        return used > 0 ? Optional.of(new Line(current.resized(used))) : Optional.empty();
    }

    /** Takes lines one after the other. */
    @FunctionalInterface
    public interface LineVisitor {
        /** A line and its number. */
        void line(long number, Line line);
    }

    /** Takes lines from the newest one back. */
    @FunctionalInterface
    public interface BackVisitor {
        /** A line and its number; whether to go on. */
        boolean line(long number, Line line);
    }

    /** One line. */
    public static final class Line {
        private final Row row;

        private Line(Row row) {
            this.row = row;
        }

        /** The line's text. */
        public String text() {
            return row.plainText();
        }

        /** How many cells it takes. */
        public int columns() {
            return row.columns();
        }

        /** Draws the cells from one column on, as many as there is room for; gives how many were drawn. */
        public int draw(TextGraphics graphics, int atRow, int fromColumn, int width) {
            int end = Math.min(row.columns(), fromColumn + width);
            if (end < row.columns() && end > fromColumn + 1 && (row.text[end] & Cell.TAIL) != 0) {
                end--;
            }
            if (graphics instanceof FrameGraphics frame && end > fromColumn) {
                frame.copy(row, fromColumn, atRow, end - fromColumn);
            }
            return Math.max(0, end - fromColumn);
        }
    }

    private void endLine(boolean force) {
        if (used > 0 || force) {
            lines.add(current.resized(used));
            if (lines.size() > maximumLines) {
                lines.remove();
                forgotten++;
            }
        }
        current.erase(0, used, 0);
        column = 0;
        used = 0;
    }

    private boolean room(int width) {
        if (column + width > MAXIMUM_COLUMNS) {
            cut();
            return false;
        }
        if (column + width > current.columns()) {
            current = current.resized(Math.min(MAXIMUM_COLUMNS, Math.max(current.columns() * 2, column + width)));
        }
        return true;
    }

    /** Shows that a line has gone on for longer than is kept of it. */
    private void cut() {
        if (used > 0) {
            current.breakWide(used - 1);
            current.put(used - 1, ELLIPSIS, pen);
        }
    }

    /** Writes what the parser finds into the current line. */
    private final class Writer implements VtActions {
        @Override
        public void printAscii(byte[] bytes, int from, int to) {
            int length = Math.min(to - from, MAXIMUM_COLUMNS - column);
            if (length > 0 && room(length)) {
                current.breakWide(column);
                current.breakWide(column + length);
                current.putAscii(column, bytes, from, length, pen);
                column += length;
                used = Math.max(used, column);
            }
            if (length < to - from) {
                cut();
            }
        }

        @Override
        public void print(int codePoint) {
            int width = CharacterWidth.of(codePoint);
            if (width == 0) {
                // Marks that reorder text (UAX 9) would make other lines of the screen look different, too.
                if (Character.getType(codePoint) != Character.FORMAT
                        || codePoint == CharacterWidth.ZERO_WIDTH_JOINER) {
                    combine(codePoint);
                }
            } else if (room(width)) {
                current.breakWide(column);
                current.breakWide(column + width);
                current.put(column, width == 2 ? codePoint | Cell.WIDE : codePoint, pen);
                if (width == 2) {
                    current.put(column + 1, Cell.TAIL, pen);
                }
                column += width;
                used = Math.max(used, column);
            }
        }

        private void combine(int codePoint) {
            int at = column - 1;
            if (at >= 0 && (current.text[at] & Cell.TAIL) != 0) {
                at--;
            }
            // At the edge stands what says that the line goes on.
            if (at >= 0 && column < MAXIMUM_COLUMNS && current.text[at] != 0) {
                StringBuilder text = new StringBuilder();
                current.appendTo(text, at);
                if (text.length() < 32) {
                    current.cluster(at, text.appendCodePoint(codePoint).toString());
                }
            }
        }

        @Override
        public void execute(int control) {
            switch (control) {
                case '\n' -> endLine(true);
                case '\r' -> column = 0;
                case '\b' -> column = Math.max(0, column - 1);
                case '\t' -> {
                    int next = Math.min(column / 8 * 8 + 8, MAXIMUM_COLUMNS);
                    if (room(next - column)) {
                        column = next;
                        used = Math.max(used, column);
                    }
                }
                default -> {
                    // The others have no effect on a line.
                }
            }
        }

        @Override
        public void escape(int intermediate, int finalByte) {
            // Nothing of it belongs into a log.
        }

        @Override
        public void control(Parameters parameters, int prefix, int intermediate, int finalByte) {
            if (prefix == 0 && intermediate == 0 && finalByte == 'm') {
                SgrReader.apply(parameters, pen);
            } else if (prefix == 0 && finalByte == 'K' && parameters.get(0, 0) == 0 && column < used) {
                current.erase(column, used, 0);
                used = column;
            }
        }

        @Override
        public void operatingSystem(byte[] bytes, int length) {
            // Titles and links have no place here.
        }
    }
}
