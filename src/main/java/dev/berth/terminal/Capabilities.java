package dev.berth.terminal;

import java.util.Map;

/**
 * What a session's terminal can show, as its environment tells.
 *
 * @param colours how many colours
 * @param glyphs which characters
 */
public record Capabilities(ColourDepth colours, Glyphs glyphs) {
    /** Reads {@code TERM}, {@code COLORTERM}, {@code NO_COLOR} and the locale's character set. */
    public static Capabilities of(Map<String, String> environment) {
        return new Capabilities(ColourDepth.of(environment), Glyphs.of(environment));
    }

    /** A text as the terminal can show it: it gets what stands for characters that the terminal lacks. */
    public String showable(String text) {
        if (glyphs == Glyphs.ALL) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(codePoint -> out.appendCodePoint(glyphs.shown(codePoint)));
        return out.toString();
    }
}
