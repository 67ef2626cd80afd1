package dev.berth.terminal;

/**
 * Decodes UTF-8 a byte at a time. A malformed sequence gives one replacement character for its longest valid beginning
 * (the Unicode Standard, section 3.9, "U+FFFD substitution of maximal subparts").
 */
final class Utf8Decoder {
    /** More bytes are needed. */
    static final int INCOMPLETE = -1;
    /** What came before this byte was cut off: show a replacement and offer the byte again. */
    static final int MALFORMED_BEFORE = -2;
    static final int REPLACEMENT = 0xFFFD;

    private int remaining;
    private int codePoint;
    private int lowest;
    private int highest;

    /** Whether a sequence has begun and is not complete. */
    boolean isInside() {
        return remaining > 0;
    }

    /** Takes a byte (0 to 255): a code point when one is complete, else one of the negative constants. */
    int accept(int b) {
        if (remaining > 0) {
            if (b < lowest || b > highest) {
                remaining = 0;
                return MALFORMED_BEFORE;
            }
            lowest = 0x80;
            highest = 0xBF;
            codePoint = codePoint << 6 | b & 0x3F;
            return --remaining == 0 ? codePoint : INCOMPLETE;
        }
        if (b < 0x80) {
            return b;
        }
        if (b < 0xC2 || b > 0xF4) {
            return REPLACEMENT;
        }
        lowest = 0x80;
        highest = 0xBF;
        if (b < 0xE0) {
            begin(1, b & 0x1F);
        } else if (b < 0xF0) {
            begin(2, b & 0x0F);
            // Overlong forms and surrogates.
            lowest = b == 0xE0 ? 0xA0 : 0x80;
            highest = b == 0xED ? 0x9F : 0xBF;
        } else {
            begin(3, b & 0x07);
            // Overlong forms and what is past U+10FFFF.
            lowest = b == 0xF0 ? 0x90 : 0x80;
            highest = b == 0xF4 ? 0x8F : 0xBF;
        }
        return INCOMPLETE;
    }

    private void begin(int bytesToCome, int bits) {
        remaining = bytesToCome;
        codePoint = bits;
    }
}
