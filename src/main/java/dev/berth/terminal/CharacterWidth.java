package dev.berth.terminal;

/**
 * How many cells of a terminal a character takes, as wcwidth(3) counts them, with Unicode 17 data.
 *
 * <p>East Asian Ambiguous characters take one cell (UAX 11 for anything but legacy CJK encodings). The Java platform's
 * own tables are as old as the platform and know no widths, so this class has its own.
 */
public final class CharacterWidth {
    /** Joins emoji to one, U+200D. */
    static final int ZERO_WIDTH_JOINER = 0x200D;
    /** Asks for the emoji form of the character before it, U+FE0F. */
    static final int EMOJI_SELECTOR = 0xFE0F;

    private static final CodePointSet ZERO = new CodePointSet(CharacterWidthData.ZERO);
    private static final CodePointSet WIDE = new CodePointSet(CharacterWidthData.WIDE);
    private static final CodePointSet PICTOGRAPHIC = new CodePointSet(CharacterWidthData.PICTOGRAPHIC);
    private static final CodePointSet EMOJI_BY_SELECTOR = new CodePointSet(CharacterWidthData.EMOJI_BY_SELECTOR);

    private CharacterWidth() {
    }

    /**
     * The width of one code point by itself: 0, 1 or 2 cells. Control characters (C0, DEL, C1) are 0. A lone regional
     * indicator is 1, so that a pair, which is a flag, comes to 2 whether or not a terminal joins it.
     */
    public static int of(int codePoint) {
        if (codePoint < 0x300) {
            return codePoint < 0x20 || codePoint >= 0x7F && codePoint < 0xA0 ? 0 : 1;
        }
        if (codePoint >= 0x4E00 && codePoint <= 0x9FFF) {
            return 2;
        }
        if (ZERO.contains(codePoint)) {
            return 0;
        }
        return WIDE.contains(codePoint) ? 2 : 1;
    }

    /** The width of a text without line breaks: the sum of its grapheme clusters, in cells. */
    public static int of(CharSequence text) {
        int width = 0;
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            int next = at + 1;
            boolean plain = c >= 0x20 && c < 0x7F && (next == text.length() || text.charAt(next) < 0x300);
            if (plain) {
                width++;
            } else {
                next = Graphemes.end(text, at);
                width += ofCluster(text, at, next);
            }
            at = next;
        }
        return width;
    }

    /** The width in cells of the grapheme cluster that is {@code text} from {@code start} to {@code end}. */
    static int ofCluster(CharSequence text, int start, int end) {
        int first = Character.codePointAt(text, start);
        int firstEnd = start + Character.charCount(first);
        int width = of(first);
        if (firstEnd >= end) {
            return width;
        }
        int second = Character.codePointAt(text, firstEnd);
        if (isRegionalIndicator(first) && isRegionalIndicator(second)) {
            return 2;
        }
        return second == EMOJI_SELECTOR && EMOJI_BY_SELECTOR.contains(first) ? 2 : width;
    }

    /** Whether two of these in a row make a flag. */
    static boolean isRegionalIndicator(int codePoint) {
        return codePoint >= 0x1F1E6 && codePoint <= 0x1F1FF;
    }

    /** Whether U+200D joins this character to an emoji before it. */
    static boolean isPictographic(int codePoint) {
        return codePoint >= 0x100 && PICTOGRAPHIC.contains(codePoint) || codePoint == 0xA9 || codePoint == 0xAE;
    }

    /** Whether this code point is one of the five emoji skin tones, which join the emoji before them. */
    static boolean isSkinTone(int codePoint) {
        return codePoint >= 0x1F3FB && codePoint <= 0x1F3FF;
    }
}
