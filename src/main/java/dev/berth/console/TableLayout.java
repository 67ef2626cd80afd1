package dev.berth.console;

import dev.berth.terminal.CharacterWidth;
import java.util.List;

/** Divides a table's width between its columns. */
final class TableLayout {
    /** Cells between two columns. */
    static final int GAP = 2;
    /** A column of less importance than this is not shown while no row has anything in it. */
    private static final int DISPENSABLE = 4;
    /** As many cells of a long name as mostly tell it from others. */
    private static final int LEGIBLE = 20;

    private TableLayout() {
    }

    /** The width of each column, 0 for one that has no room. */
    static int[] widths(List<Column> columns, List<List<TextCell>> rows, int total) {
        int[] wanted = new int[columns.size()];
        int[] widths = new int[columns.size()];
        for (int i = 0; i < wanted.length; i++) {
            Column column = columns.get(i);
            wanted[i] = column.title().length();
            for (List<TextCell> row : rows) {
                wanted[i] = Math.max(wanted[i], CharacterWidth.of(row.get(i).text()));
            }
            wanted[i] = Math.max(column.minimum(), wanted[i]);
            widths[i] = column.importance() < DISPENSABLE && isEmpty(rows, i) ? 0 : column.minimum();
        }
        while (used(widths) > total) {
            int least = -1;
            for (int i = 0; i < widths.length; i++) {
                boolean candidate = widths[i] > 0
                        && (least < 0 || columns.get(i).importance() < columns.get(least).importance());
                least = candidate ? i : least;
            }
            if (least < 0) {
                break;
            }
            widths[least] = 0;
        }
        grow(columns, widths, wanted, total);
        return widths;
    }

    /** The column by which rows are told apart becomes legible first, then all grow together. */
    private static void grow(List<Column> columns, int[] widths, int[] wanted, int total) {
        int first = 0;
        for (int i = 0; i < widths.length; i++) {
            first = columns.get(i).importance() > columns.get(first).importance() ? i : first;
        }
        if (widths.length > 0 && widths[first] > 0) {
            int legible = Math.min(wanted[first], LEGIBLE);
            widths[first] += Math.max(0, Math.min(legible - widths[first], total - used(widths)));
        }
        grow(widths, atMost(columns, wanted, DISPENSABLE), total - used(widths));
        grow(widths, atMost(columns, wanted, 0), total - used(widths));
        grow(widths, wanted, total - used(widths));
    }

    /** How far the columns of an importance grow while others may need the room; the others not at all. */
    private static int[] atMost(List<Column> columns, int[] wanted, int importance) {
        int[] most = new int[wanted.length];
        for (int i = 0; i < most.length; i++) {
            Column column = columns.get(i);
            most[i] = column.importance() < importance ? 0
                    : Math.max(column.minimum(), Math.min(wanted[i], column.maximum()));
        }
        return most;
    }

    private static boolean isEmpty(List<List<TextCell>> rows, int column) {
        for (List<TextCell> row : rows) {
            if (!row.get(column).text().isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private static void grow(int[] widths, int[] wanted, int spare) {
        boolean grown = true;
        int left = spare;
        while (left > 0 && grown) {
            grown = false;
            for (int i = 0; i < widths.length && left > 0; i++) {
                if (widths[i] > 0 && widths[i] < wanted[i]) {
                    widths[i]++;
                    left--;
                    grown = true;
                }
            }
        }
    }

    private static int used(int[] widths) {
        int used = 0;
        for (int width : widths) {
            used += width > 0 ? width + GAP : 0;
        }
        return Math.max(0, used - GAP);
    }

    /** One row of a table as text: each cell at its width, gaps between. */
    static void draw(Canvas canvas, int row, List<Column> columns, List<TextCell> cells, int[] widths,
            boolean selected) {
        if (selected) {
            canvas.line(row, Role.SELECTED);
        }
        int at = 1;
        for (int i = 0; i < widths.length; i++) {
            if (widths[i] > 0) {
                String text = cells.get(i).text();
                canvas.text(row, at, columns.get(i).right() ? Fit.right(text, widths[i]) : Fit.left(text, widths[i]),
                        selected ? Role.SELECTED : cells.get(i).role());
                at += widths[i] + GAP;
            }
        }
    }
}
