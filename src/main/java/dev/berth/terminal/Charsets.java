package dev.berth.terminal;

/** The four designated character sets and which of them is in use: ASCII, United Kingdom, and DEC line drawing. */
final class Charsets {
    private static final String LINE_DRAWING = "\u25c6\u2592\u2409\u240c\u240d\u240a\u00b0\u00b1\u2424\u240b\u2518"
            + "\u2510\u250c\u2514\u253c\u23ba\u23bb\u2500\u23bc\u23bd\u251c\u2524\u2534\u252c\u2502\u2264\u2265\u03c0"
            + "\u2260\u00a3\u00b7";

    private final int[] designated = {'B', 'B', 'B', 'B'};
    private int active;
    private int single = -1;

    void set(Charsets other) {
        System.arraycopy(other.designated, 0, designated, 0, designated.length);
        active = other.active;
        single = -1;
    }

    /** Designates a set by the final byte of {@code ESC ( F}; sets that are not known count as ASCII. */
    void designate(int slot, int finalByte) {
        designated[slot] = finalByte == '0' || finalByte == 'A' ? finalByte : 'B';
    }

    /** Puts a slot in use (SI, SO, LS2, LS3). */
    void invoke(int slot) {
        active = slot;
    }

    /** Puts a slot in use for the next character (SS2, SS3). */
    void invokeOnce(int slot) {
        single = slot;
    }

    int designated(int slot) {
        return designated[slot];
    }

    int active() {
        return active;
    }

    boolean isPlain() {
        return single < 0 && designated[active] == 'B';
    }

    /** Whether nothing but ASCII is designated, and the first slot in use. */
    boolean isInitial() {
        return active == 0 && designated[0] == 'B' && designated[1] == 'B' && designated[2] == 'B'
                && designated[3] == 'B';
    }

    int map(int ascii) {
        int set = designated[single >= 0 ? single : active];
        single = -1;
        if (set == '0' && ascii >= 0x60 && ascii < 0x7F) {
            return LINE_DRAWING.charAt(ascii - 0x60);
        }
        return set == 'A' && ascii == '#' ? 0xA3 : ascii;
    }
}
