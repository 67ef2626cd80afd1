package dev.berth.terminal;

/**
 * How one cell of a terminal is packed into three ints.
 *
 * <ul>
 * <li>text: bits 0-20 the code point (0 is an erased cell); {@link #CLUSTER} when the row keeps a longer grapheme
 * cluster for it; {@link #WIDE} on the first and {@link #TAIL} on the second cell of a wide character;
 * <li>fore and back: bits 0-23 the colour, bits 24-25 its kind, above them attributes.
 * </ul>
 */
final class Cell {
    static final int CODE_POINT = 0x1F_FFFF;
    static final int CLUSTER = 1 << 21;
    static final int WIDE = 1 << 22;
    static final int TAIL = 1 << 23;

    static final int COLOUR = 0x3FF_FFFF;
    static final int COLOUR_VALUE = 0xFF_FFFF;
    static final int DEFAULT_COLOUR = 0;
    static final int INDEXED = 1 << 24;
    static final int RGB = 2 << 24;

    /** Attributes in the fore int. */
    static final int BOLD = 1 << 26;
    static final int FAINT = 1 << 27;
    static final int ITALIC = 1 << 28;
    static final int BLINK = 1 << 29;
    static final int INVERSE = 1 << 30;
    static final int HIDDEN = 1 << 31;

    /** Attributes in the back int. */
    static final int STRIKE = 1 << 26;
    static final int OVERLINE = 1 << 27;
    static final int UNDERLINE_SHIFT = 28;
    /** 0 none, 1 single, 2 double, 3 curly, 4 dotted, 5 dashed, as in {@code CSI 4:n m}. */
    static final int UNDERLINE = 7 << UNDERLINE_SHIFT;

    private Cell() {
    }
}
