package dev.berth.console;

/**
 * Text that may come from a container, made harmless for a terminal: what is no character to look at becomes U+FFFD.
 * Besides the controls those are the marks that reorder text, which make a name look like another one.
 */
final class Printable {
    private static final char REPLACEMENT = '\uFFFD';

    private Printable() {
    }

    /** The text itself when there is nothing in it. */
    static String of(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isHidden(text.charAt(i))) {
                return replaced(text);
            }
        }
        return text;
    }

    private static String replaced(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append(isHidden(c) ? REPLACEMENT : c);
        }
        return out.toString();
    }

    /** C0, DEL, C1; line and paragraph separators; marks, embeddings, overrides and isolates of UAX 9. */
    private static boolean isHidden(char c) {
        return c < 0x20 || c >= 0x7F && c < 0xA0 || c == 0x061C || c == 0x200E || c == 0x200F
                || c >= 0x2028 && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
    }
}
