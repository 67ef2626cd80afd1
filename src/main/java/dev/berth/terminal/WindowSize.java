package dev.berth.terminal;

/**
 * The size of a terminal.
 *
 * @param rows height in cells, at least 1
 * @param columns width in cells, at least 1
 */
public record WindowSize(int rows, int columns) {
    /** What a terminal has that does not know its size. */
    public static final WindowSize USUAL = new WindowSize(24, 80);
}
