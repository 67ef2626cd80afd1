package dev.berth.terminal;

/** Knows whether input is inside of a bracketed paste, {@code CSI 200 ~} to {@code CSI 201 ~}, cut anywhere. */
final class PasteTracker {
    private static final byte[] START = {0x1B, '[', '2', '0', '0', '~'};

    private int matched;
    private int fifth;
    private boolean inside;

    /** Takes bytes and tells whether they belong to a paste, its brackets included. */
    boolean accept(byte[] bytes, int from, int to) {
        boolean before = inside;
        for (int at = from; at < to; at++) {
            int b = bytes[at];
            if (matched == 4 && (b == '0' || b == '1')) {
                fifth = b;
                matched++;
            } else if (matched != 4 && b == START[matched]) {
                matched++;
            } else {
                matched = b == 0x1B ? 1 : 0;
            }
            if (matched == START.length) {
                matched = 0;
                inside = fifth == '0';
            }
        }
        return before || inside;
    }
}
