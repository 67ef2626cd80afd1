package dev.berth.console;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TextColor;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * How text looks.
 *
 * @param fore the text's colour
 * @param back the colour behind it
 * @param modifiers bold and the like; an empty set or one that {@link EnumSet} made
 */
record Style(TextColor fore, TextColor back, Set<SGR> modifiers) {
    /** As the terminal shows text by itself. */
    static final Style PLAIN = new Style(TextColor.ANSI.DEFAULT, TextColor.ANSI.DEFAULT, Set.of());

    /**
     * Reads a style as themes write it: {@code FOREGROUND [on BACKGROUND] [bold] [italic] [underline] [reverse]}.
     *
     * @throws IllegalArgumentException with a sentence that names the wrong word
     */
    static Style parse(String text) {
        TextColor fore = TextColor.ANSI.DEFAULT;
        TextColor back = TextColor.ANSI.DEFAULT;
        EnumSet<SGR> modifiers = EnumSet.noneOf(SGR.class);
        String[] words = text.trim().split(" +");
        for (int i = 0; i < words.length; i++) {
            switch (words[i]) {
                case "bold" -> modifiers.add(SGR.BOLD);
                case "italic" -> modifiers.add(SGR.ITALIC);
                case "underline" -> modifiers.add(SGR.UNDERLINE);
                case "reverse" -> modifiers.add(SGR.REVERSE);
                case "on" -> {
                    if (++i == words.length) {
                        throw new IllegalArgumentException("a colour is missing after \"on\" in \"" + text + "\"");
                    }
                    back = colour(words[i]);
                }
                default -> {
                    if (i > 0) {
                        throw new IllegalArgumentException("\"" + words[i] + "\" in \"" + text
                                + "\" is none of on, bold, italic, underline, reverse");
                    }
                    fore = colour(words[i]);
                }
            }
        }
        return new Style(fore, back, modifiers);
    }

    private static TextColor colour(String word) {
        try {
            if (word.matches("#[0-9a-fA-F]{6}")) {
                int rgb = Integer.parseInt(word.substring(1), 16);
                return new TextColor.RGB(rgb >> 16, rgb >> 8 & 0xFF, rgb & 0xFF);
            }
            if (Character.isDigit(word.charAt(0))) {
                return new TextColor.Indexed(Integer.parseInt(word));
            }
            String name = word.startsWith("bright-") ? word.substring(7) + "_BRIGHT" : word;
            return TextColor.ANSI.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("\"" + word + "\" is no colour; give default, one of the 16 names such "
                    + "as red or bright-red, a number from 0 to 255, or #rrggbb", e);
        }
    }
}
