package dev.berth.terminal;

import java.util.Locale;
import java.util.Map;

/** Which characters a terminal has pictures of. */
public enum Glyphs {
    /** ASCII only: the locale is not UTF-8. */
    ASCII,
    /**
     * The Linux console: its fonts have 256 or 512 glyphs, of which those of code page 437, the kernel's own font, can
     * be relied on.
     */
    CONSOLE,
    /** As far as is known, all. */
    ALL;

    /** Reads {@code TERM} and the locale's character set. */
    static Glyphs of(Map<String, String> environment) {
        return !isUtf8(environment) ? ASCII : environment.getOrDefault("TERM", "").equals("linux") ? CONSOLE : ALL;
    }

    /** What is shown in place of a character; it takes no more cells. */
    int shown(int codePoint) {
        return switch (this) {
            case ASCII -> AsciiFallback.of(codePoint);
            case CONSOLE -> console(codePoint);
            case ALL -> codePoint;
        };
    }

    private static int console(int codePoint) {
        if (codePoint > 0x2580 && codePoint < 0x2588) {
            // Lower blocks: code page 437 has the half and the full one.
            return codePoint < 0x2583 ? '_' : codePoint < 0x2586 ? 0x2584 : 0x2588;
        }
        return switch (codePoint) {
            case 0x2026, 0x203A, 0x2039, 0x25C9, 0x25CF, 0x2713, 0x2717 -> AsciiFallback.of(codePoint);
            // The bar of a cursor: a line.
            case 0x258F -> 0x2502;
            default -> codePoint;
        };
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
