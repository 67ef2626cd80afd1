package dev.berth.console;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TerminalPosition;
import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.graphics.TextGraphics;
import dev.berth.terminal.CharacterWidth;
import dev.berth.terminal.Printable;

/** A rectangle of the screen to draw on, in a theme's styles. Positions count from its own corner. */
final class Canvas {
    private final TextGraphics graphics;
    private final Theme theme;
    private final Clicks clicks;
    private final int top;
    private final int left;

    Canvas(TextGraphics graphics, Theme theme, Clicks clicks) {
        this(graphics, theme, clicks, 0, 0);
    }

    private Canvas(TextGraphics graphics, Theme theme, Clicks clicks, int top, int left) {
        this.graphics = graphics;
        this.theme = theme;
        this.clicks = clicks;
        this.top = top;
        this.left = left;
    }

    int rows() {
        return graphics.getSize().getRows();
    }

    int columns() {
        return graphics.getSize().getColumns();
    }

    /** A part of this canvas. */
    Canvas part(int row, int column, int rows, int columns) {
        return new Canvas(graphics.newTextGraphics(new TerminalPosition(column, row),
                new TerminalSize(Math.max(columns, 0), Math.max(rows, 0))), theme, clicks, top + row,
                left + column);
    }

    /** Lanterna's own drawing, for what is no text of a theme. */
    TextGraphics graphics() {
        return graphics;
    }

    /** Writes text; gives the column after it. */
    int text(int row, int column, String text, Role role) {
        style(role);
        String printable = Printable.of(text);
        graphics.putString(column, row, printable);
        return column + CharacterWidth.of(printable);
    }

    /** Makes a click on cells of a row do something, and the second one of two something else. */
    void onClick(int row, int column, int width, Runnable once, Runnable twice) {
        clicks.add(top + row, left + column, width, once, twice);
    }

    /** Makes a click on cells of a row as good as a key. */
    void onClick(int row, int column, int width, String key) {
        clicks.add(top + row, left + column, width, key);
    }

    /** Does what a key does. */
    void press(String key) {
        clicks.press(key);
    }

    /** What has been drawn so far takes no clicks any more: something stands in front of it. */
    void takeClicks() {
        clicks.clear();
    }

    /** Writes text into a number of cells: cut with an ellipsis, or filled with spaces. */
    void field(int row, int column, int width, String text, Role role) {
        text(row, column, Fit.left(text, width), role);
    }

    /** Fills a row with a role's background. */
    void line(int row, Role role) {
        text(row, 0, " ".repeat(columns()), role);
    }

    /** Fills everything with a role's background, where it has one. */
    void background(Role role) {
        if (!theme.style(role).equals(Style.PLAIN)) {
            for (int row = 0; row < rows(); row++) {
                line(row, role);
            }
        }
    }

    private void style(Role role) {
        Style style = theme.style(role);
        graphics.setForegroundColor(style.fore());
        graphics.setBackgroundColor(style.back());
        graphics.clearModifiers();
        for (SGR modifier : style.modifiers()) {
            graphics.enableModifiers(modifier);
        }
    }
}
