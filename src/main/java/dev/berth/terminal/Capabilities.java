package dev.berth.terminal;

import java.util.Locale;
import java.util.Map;

/**
 * What a session's terminal can show, as its environment tells.
 *
 * @param colours how many colours
 * @param unicode whether it takes UTF-8; ASCII only if not
 */
public record Capabilities(ColourDepth colours, boolean unicode) {
    /** Reads {@code TERM}, {@code COLORTERM}, {@code NO_COLOR} and the locale's character set. */
    public static Capabilities of(Map<String, String> environment) {
        return new Capabilities(ColourDepth.of(environment), isUtf8(environment));
    }

    /** A text as the terminal can show it: one that takes only ASCII gets what stands for other characters. */
    public String showable(String text) {
        if (unicode) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(codePoint -> out.append(AsciiFallback.of(codePoint)));
        return out.toString();
    }

    private static boolean isUtf8(Map<String, String> environment) {
        for (String name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
            String locale = environment.getOrDefault(name, "");
            if (!locale.isEmpty()) {
                String upper = locale.toUpperCase(Locale.ROOT);
                return upper.contains("UTF-8") || upper.contains("UTF8");
            }
        }
        return false;
    }
}
