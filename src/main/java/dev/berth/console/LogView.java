package dev.berth.console;

import dev.berth.console.LogLines.Numbered;
import dev.berth.terminal.CharacterWidth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The part of a log that is to be seen: its end while it is followed, or where the user has stopped. */
final class LogView {
    private LogLines lines;
    private boolean wrap = true;
    /** How many cells of lines that are cut are left out at the left. */
    private int shift;
    private boolean following = true;
    /** The number of the line after the last one that is shown, when not following. */
    private long bottom;
    private int height = 10;
    private int width = 80;

    LogView(LogLines lines) {
        this.lines = lines;
    }

    /** Shows other lines, of which the numbers begin anew: their end. */
    void show(LogLines now) {
        lines = now;
        following = true;
    }

    boolean isFollowing() {
        return following;
    }

    boolean wraps() {
        return wrap;
    }

    void toggleWrap() {
        wrap = !wrap;
        shift = 0;
    }

    /** Follows what comes. */
    void follow() {
        following = true;
    }

    /** Stands still before a line. */
    void standAt(long line) {
        following = false;
        bottom = line;
    }

    /** Stands still at the beginning. */
    void standAtTop() {
        standAt(lines.first() + height);
    }

    /** The number after that of the last line that is to be seen. */
    long end() {
        return following ? lines.end() : Math.min(lines.end(), Math.max(bottom, lines.first() + height));
    }

    /** Whether the oldest line that is kept is to be seen. */
    boolean isAtTop() {
        return end() <= lines.first() + height;
    }

    /** Moves by lines; at the end it follows again. */
    void scroll(int by) {
        long to = Math.max(end() + by, Math.min(lines.end(), lines.first() + height));
        following = to >= lines.end() && by > 0;
        bottom = to;
    }

    void scrollPages(int halves) {
        scroll(halves * Math.max(1, height / 2));
    }

    /** Moves to the left or the right where lines are cut. */
    void shift(int halves) {
        if (!wrap) {
            shift = Math.max(0, shift + halves * Math.max(1, width / 2));
        }
    }

    int shift() {
        return shift;
    }

    /** Moves so that a line is to be seen. */
    void reveal(long line) {
        long lowest = end() - 1;
        if (line > lowest || line <= lowest - height + 2) {
            standAt(Math.min(lines.end(), line + Math.max(1, height / 2)));
        }
    }

    /**
     * Draws the lines.
     *
     * @param search what is marked in them
     * @param found the number of the line that the search stands at; -1 for none
     * @return whether there was any
     */
    boolean draw(Canvas canvas, TextSearch search, long found) {
        height = canvas.rows();
        width = canvas.columns();
        List<Numbered> shown = new ArrayList<>();
        int[] used = {0};
        lines.back(following ? Long.MAX_VALUE : end(), line -> {
            shown.add(line);
            used[0] += rowsOf(line);
            return used[0] < height;
        });
        Collections.reverse(shown);
        int row = Math.min(0, height - used[0]);
        for (Numbered line : shown) {
            row = draw(canvas, row, line, search, line.number() == found ? Role.ACTIVE_TAB : Role.MATCH);
        }
        return !shown.isEmpty();
    }

    private int rowsOf(Numbered line) {
        return wrap ? Math.max(1, (line.line().columns() + width - 1) / width) : 1;
    }

    /** Draws a line and what is found in it; gives the row after it. */
    private int draw(Canvas canvas, int atRow, Numbered numbered, TextSearch search, Role role) {
        int row = atRow;
        int from = shift;
        do {
            int drawn = numbered.line().draw(canvas.graphics(), row, from, width);
            highlight(canvas, row, from, from + Math.max(1, drawn), numbered.line().text(), search, role);
            row++;
            from += Math.max(1, drawn);
        } while (wrap && from < numbered.line().columns());
        if (!wrap && from < numbered.line().columns()) {
            canvas.text(row - 1, width - 1, "›", Role.KEY);
        }
        if (shift > 0 && numbered.line().columns() > 0) {
            canvas.text(row - 1, 0, "‹", Role.KEY);
        }
        return row;
    }

    /** Marks what is found in the cells of a line that one row shows. */
    private static void highlight(Canvas canvas, int row, int fromCell, int toCell, String line, TextSearch search,
            Role role) {
        if (search.wanted().isEmpty() || row < 0) {
            return;
        }
        int length = search.wanted().length();
        for (int at = search.next(line, 0); at >= 0; at = search.next(line, at + length)) {
            int cell = CharacterWidth.of(line.substring(0, at));
            for (int i = at; i < at + length; i++) {
                String character = line.substring(i, i + 1);
                if (cell >= fromCell && cell < toCell) {
                    canvas.text(row, cell - fromCell, character, role);
                }
                cell += CharacterWidth.of(character);
            }
        }
    }
}
