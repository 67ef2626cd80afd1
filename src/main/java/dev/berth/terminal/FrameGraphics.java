package dev.berth.terminal;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TerminalPosition;
import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.TextColor;
import com.googlecode.lanterna.graphics.AbstractTextGraphics;
import com.googlecode.lanterna.graphics.TextGraphics;

/**
 * Lanterna's drawing on a {@link Frame}. Text goes around Lanterna's own cells, which count widths otherwise than
 * terminals do.
 */
final class FrameGraphics extends AbstractTextGraphics {
    private final Frame frame;
    private final int top;
    private final int left;
    private final TerminalSize size;
    private final Pen pen = new Pen();

    FrameGraphics(Frame frame) {
        this(frame, 0, 0, new TerminalSize(frame.columns(), frame.rowCount()));
    }

    private FrameGraphics(Frame frame, int top, int left, TerminalSize size) {
        this.frame = frame;
        this.top = top;
        this.left = left;
        this.size = size;
        setForegroundColor(TextColor.ANSI.DEFAULT);
        setBackgroundColor(TextColor.ANSI.DEFAULT);
    }

    @Override
    public TextGraphics putString(int column, int row, String text) {
        int frameRow = top + row;
        if (row >= 0 && row < size.getRows() && frameRow < frame.rowCount()) {
            int right = Math.min(left + size.getColumns(), frame.columns());
            pen();
            frame.put(frameRow, left + column, text, pen, Math.max(left, 0), right);
        }
        return this;
    }

    @Override
    public TextGraphics setCharacter(int column, int row, TextCharacter character) {
        if (column >= 0 && column < size.getColumns()) {
            TextColor fore = getForegroundColor();
            TextColor back = getBackgroundColor();
            setForegroundColor(character.getForegroundColor());
            setBackgroundColor(character.getBackgroundColor());
            putString(column, row, character.getCharacterString());
            setForegroundColor(fore);
            setBackgroundColor(back);
        }
        return this;
    }

    @Override
    public TextCharacter getCharacter(int column, int row) {
        StringBuilder text = new StringBuilder();
        frame.row(top + row).appendTo(text, left + column);
        return text.length() == 1 ? new TextCharacter(text.charAt(0)) : TextCharacter.DEFAULT_CHARACTER;
    }

    @Override
    public TerminalSize getSize() {
        return size;
    }

    @Override
    public TextGraphics newTextGraphics(TerminalPosition topLeft, TerminalSize part) {
        return new FrameGraphics(frame, top + topLeft.getRow(), left + topLeft.getColumn(), part);
    }

    /** Copies cells as they are into a row, at its left edge. */
    void copy(Row source, int from, int row, int length) {
        int frameRow = top + row;
        int fitting = Math.min(length, Math.min(size.getColumns(), frame.columns() - left));
        if (row >= 0 && row < size.getRows() && frameRow < frame.rowCount() && fitting > 0) {
            frame.row(frameRow).copy(source, from, left, fitting);
        }
    }

    private void pen() {
        pen.fore = colour(getForegroundColor());
        pen.back = colour(getBackgroundColor());
        for (SGR modifier : activeModifiers) {
            switch (modifier) {
                case BOLD -> pen.fore |= Cell.BOLD;
                case REVERSE -> pen.fore |= Cell.INVERSE;
                case ITALIC -> pen.fore |= Cell.ITALIC;
                case BLINK -> pen.fore |= Cell.BLINK;
                case UNDERLINE -> pen.back |= 1 << Cell.UNDERLINE_SHIFT;
                case CROSSED_OUT -> pen.back |= Cell.STRIKE;
                default -> {
                    // Frames around letters and Fraktur are shown by no terminal.
                }
            }
        }
    }

    private static int colour(TextColor colour) {
        if (colour == TextColor.ANSI.DEFAULT) {
            return Cell.DEFAULT_COLOUR;
        }
        if (colour instanceof TextColor.ANSI ansi) {
            // The bright ones follow after DEFAULT.
            int index = ansi.ordinal() < 8 ? ansi.ordinal() : ansi.ordinal() - 1;
            return Cell.INDEXED | index;
        }
        return Cell.RGB | colour.getRed() << 16 | colour.getGreen() << 8 | colour.getBlue();
    }
}
