package dev.berth.console;

import dev.berth.terminal.CharacterWidth;

/** A frame in the middle of the screen with a title. */
final class Box {
    private Box() {
    }

    /** Draws an empty frame for contents of a size, cut to the screen; gives the canvas inside. */
    static Canvas draw(Canvas canvas, String title, int contentRows, int contentColumns) {
        int rows = Math.min(contentRows + 2, canvas.rows());
        int columns = Math.min(Math.max(contentColumns, title.length() + 2) + 4, canvas.columns());
        int top = Math.max(0, (canvas.rows() - rows) / 2);
        int left = Math.max(0, (canvas.columns() - columns) / 2);
        canvas.takeClicks();
        Canvas box = canvas.part(top, left, rows, columns);
        for (int row = 0; row < rows; row++) {
            box.text(row, 0, " ".repeat(columns), Role.DIALOG);
        }
        String bar = "─".repeat(Math.max(0, columns - 2));
        box.text(0, 0, "┌" + bar + "┐", Role.BORDER);
        box.text(rows - 1, 0, "└" + bar + "┘", Role.BORDER);
        for (int row = 1; row < rows - 1; row++) {
            box.text(row, 0, "│", Role.BORDER);
            box.text(row, columns - 1, "│", Role.BORDER);
        }
        box.text(0, 2, " " + Fit.cut(title, columns - 6) + " ", Role.TITLE);
        return box.part(1, 2, Math.max(0, rows - 2), Math.max(0, columns - 4));
    }

    /** Writes into the lower edge of a frame whose inside was drawn before. */
    static void foot(Canvas canvas, Canvas inside, String text) {
        int rows = inside.rows() + 2;
        int columns = inside.columns() + 4;
        Canvas box = canvas.part(Math.max(0, (canvas.rows() - rows) / 2), Math.max(0, (canvas.columns() - columns) / 2),
                rows, columns);
        String cut = Fit.cut(text, columns - 6);
        box.text(rows - 1, Math.max(2, columns - 4 - CharacterWidth.of(cut)), " " + cut + " ",
                Role.HINT);
    }
}
