package dev.berth.terminal;

/**
 * Splits text into grapheme clusters: what a person takes for one character and a terminal puts into one place.
 *
 * <p>The rules are those of UAX 29 that change what a terminal shows: marks and other zero-width characters join what
 * stands before them, U+200D joins emoji, skin tones join emoji, two regional indicators make a flag. Spacing marks of
 * Indic scripts keep a cell of their own, as wcwidth(3) has them.
 */
public final class Graphemes {
    private Graphemes() {
    }

    /** The index after the cluster that starts at {@code start}, which must be less than the text's length. */
    public static int end(CharSequence text, int start) {
        int first = Character.codePointAt(text, start);
        int at = start + Character.charCount(first);
        int previous = first;
        boolean flagOpen = CharacterWidth.isRegionalIndicator(first);
        while (at < text.length() && text.charAt(at) >= 0x300) {
            int next = Character.codePointAt(text, at);
            if (!joins(previous, next, flagOpen) || isControl(first)) {
                break;
            }
            flagOpen = false;
            previous = next;
            at += Character.charCount(next);
        }
        return at;
    }

    /**
     * Whether {@code next} belongs to the cluster whose last code point so far is {@code previous}.
     *
     * @param flagOpen whether the cluster is one lone regional indicator so far
     */
    static boolean joins(int previous, int next, boolean flagOpen) {
        if (next < 0x300) {
            return false;
        }
        boolean tone = CharacterWidth.isSkinTone(next) && CharacterWidth.isPictographic(previous);
        if (tone || CharacterWidth.of(next) == 0) {
            return true;
        }
        if (previous == CharacterWidth.ZERO_WIDTH_JOINER) {
            return CharacterWidth.isPictographic(next);
        }
        return flagOpen && CharacterWidth.isRegionalIndicator(next);
    }

    private static boolean isControl(int codePoint) {
        return codePoint < 0x20 || codePoint >= 0x7F && codePoint < 0xA0;
    }
}
