package dev.berth.terminal;

import java.util.Map;

/** How many colours a terminal shows; colours that it lacks become the nearest ones that it has. */
public enum ColourDepth {
    /** None: bold, underline and reverse only. */
    MONO,
    /** The 16 that every colour terminal has, in the user's own shades. */
    ANSI,
    /** Those, a cube of 216 and 24 greys. */
    INDEXED,
    /** 24 bits. */
    TRUECOLOUR;

    /** The shades of xterm's 16 colours, to find the nearest one. */
    private static final int[] ANSI_SHADES = {0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD,
        0xE5E5E5, 0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF};
    private static final int[] CUBE = {0, 95, 135, 175, 215, 255};

    /**
     * What a session's environment says: {@code NO_COLOR} (not empty) first, then {@code COLORTERM}, then {@code TERM}.
     */
    public static ColourDepth of(Map<String, String> environment) {
        if (!environment.getOrDefault("NO_COLOR", "").isEmpty()) {
            return MONO;
        }
        String colorTerm = environment.getOrDefault("COLORTERM", "");
        String term = environment.getOrDefault("TERM", "");
        if (term.isEmpty() || term.equals("dumb") || term.startsWith("vt1") || term.startsWith("vt2")
                || term.endsWith("-m") || term.endsWith("-mono")) {
            return MONO;
        }
        if (colorTerm.equals("truecolor") || colorTerm.equals("24bit") || term.endsWith("-direct")) {
            return TRUECOLOUR;
        }
        return term.contains("256color") || term.startsWith("xterm-kitty") || term.startsWith("alacritty") ? INDEXED
                : ANSI;
    }

    /** The nearest colour of this depth, packed as {@link Cell} says. */
    int reduce(int colour) {
        int value = colour & Cell.COLOUR_VALUE;
        boolean rgb = (colour & Cell.RGB) != 0;
        boolean indexed = (colour & Cell.INDEXED) != 0;
        return switch (this) {
            case TRUECOLOUR -> colour;
            case INDEXED -> rgb ? Cell.INDEXED | indexOf(value) : colour;
            case ANSI -> rgb ? Cell.INDEXED | nearestAnsi(value)
                    : indexed && value > 15 ? Cell.INDEXED | nearestAnsi(shade(value)) : colour;
            case MONO -> Cell.DEFAULT_COLOUR;
        };
    }

    private static int indexOf(int rgb) {
        int cube = 16 + 36 * level(rgb >> 16) + 6 * level(rgb >> 8 & 0xFF) + level(rgb & 0xFF);
        int average = ((rgb >> 16) + (rgb >> 8 & 0xFF) + (rgb & 0xFF)) / 3;
        int grey = 232 + Math.max(0, Math.min(23, (average - 3) / 10));
        return distance(rgb, shade(grey)) < distance(rgb, shade(cube)) ? grey : cube;
    }

    private static int level(int channel) {
        return channel < 48 ? 0 : channel < 115 ? 1 : (channel - 35) / 40;
    }

    private static int shade(int index) {
        if (index >= 232) {
            return (8 + 10 * (index - 232)) * 0x010101;
        }
        int cube = index - 16;
        return index < 16 ? ANSI_SHADES[index]
                : CUBE[cube / 36] << 16 | CUBE[cube / 6 % 6] << 8 | CUBE[cube % 6];
    }

    private static int nearestAnsi(int rgb) {
        int best = 0;
        for (int i = 1; i < ANSI_SHADES.length; i++) {
            best = distance(rgb, ANSI_SHADES[i]) < distance(rgb, ANSI_SHADES[best]) ? i : best;
        }
        return best;
    }

    private static int distance(int a, int b) {
        int red = (a >> 16) - (b >> 16);
        int green = (a >> 8 & 0xFF) - (b >> 8 & 0xFF);
        int blue = (a & 0xFF) - (b & 0xFF);
        // The eye sees green best and blue least.
        return 3 * red * red + 4 * green * green + 2 * blue * blue;
    }
}
