package dev.berth.terminal;

/**
 * Text that may come from a container, an image or a registry, made harmless for a terminal: what is no character to
 * look at becomes U+FFFD. Besides the controls those are the marks that reorder text, which make a name look like
 * another one.
 */
public final class Printable {
    private static final char REPLACEMENT = '\uFFFD';

    private Printable() {
    }

    /**
     * A text within a line.
     *
     * @return the text itself when there is nothing in it
     */
    public static String of(String text) {
        return replaced(text, false);
    }

    /**
     * A text of several lines: tabs and the ends of lines stay, also those of two characters.
     *
     * @return the text itself when there is nothing in it
     */
    public static String lines(String text) {
        return replaced(text, true);
    }

    private static String replaced(String text, boolean lines) {
        int first = 0;
        while (first < text.length() && !isHidden(text, first, lines)) {
            first++;
        }
        if (first == text.length()) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length()).append(text, 0, first);
        for (int i = first; i < text.length(); i++) {
            out.append(isHidden(text, i, lines) ? REPLACEMENT : text.charAt(i));
        }
        return out.toString();
    }

    private static boolean isHidden(String text, int at, boolean lines) {
        char c = text.charAt(at);
        boolean layout = lines && (c == '\n' || c == '\t' || c == '\r' && text.startsWith("\n", at + 1));
        return !layout && isHidden(c);
    }

    /** C0, DEL, C1; line and paragraph separators; marks, embeddings, overrides and isolates of UAX 9. */
    private static boolean isHidden(char c) {
        return c < 0x20 || c >= 0x7F && c < 0xA0 || c == 0x061C || c == 0x200E || c == 0x200F
                || c >= 0x2028 && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
    }
}
