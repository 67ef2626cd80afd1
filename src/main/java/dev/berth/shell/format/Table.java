package dev.berth.shell.format;

import dev.berth.terminal.CharacterWidth;
import java.util.ArrayList;
import java.util.List;

/**
 * Columns as docker's: cells at least ten wide if nothing else is said, three blanks between (text/tabwriter with
 * minimum width 10 and padding 3). The last cell of a row is not filled up. Widths are cells of a terminal, so wide
 * characters line up.
 */
public final class Table {

    private static final int MINIMUM = 10;
    private static final int PADDING = 3;

    private final int minimum;
    private final List<String[]> rows = new ArrayList<>();

    /** A table like most. */
    public Table() {
        this(MINIMUM);
    }

    /**
     * A table.
     *
     * @param minimum least width of a column, the blanks behind it included
     */
    public Table(int minimum) {
        this.minimum = minimum;
    }

    /**
     * Adds a row.
     *
     * @param cells from left to right
     */
    public void add(String... cells) {
        rows.add(cells);
    }

    /**
     * Adds rows as a template wrote them: a line each, cells separated by tabs.
     *
     * @param text lines with or without an end
     */
    public void addLines(String text) {
        for (String line : text.split("\n", -1)) {
            rows.add(line.split("\t", -1));
        }
    }

    /** All of it, each row ended. */
    public String render() {
        int columns = 0;
        for (String[] row : rows) {
            columns = Math.max(columns, row.length);
        }
        int[] widths = new int[columns];
        for (String[] row : rows) {
            for (int i = 0; i < row.length - 1; i++) {
                widths[i] = Math.max(widths[i], Math.max(minimum, CharacterWidth.of(row[i]) + PADDING));
            }
        }
        StringBuilder out = new StringBuilder();
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                out.append(row[i]);
                if (i < row.length - 1) {
                    out.append(" ".repeat(widths[i] - CharacterWidth.of(row[i])));
                }
            }
            out.append('\n');
        }
        return out.toString();
    }
}
