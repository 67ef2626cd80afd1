package dev.berth.terminal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Whether a terminal of a type ({@code TERM}) understands the control sequences that a full screen is drawn with:
 * those of ECMA-48, with what xterm added to them. The types in use are known by their names, as their descriptions are
 * often missing on servers; of all others the system's description decides.
 */
public final class TerminalType {
    /** Beginnings of the names of terminals that do. */
    private static final List<String> FAMILIES = List.of("xterm", "screen", "tmux", "rxvt", "linux", "vt1", "vt2",
            "vt3", "vt4", "vt5", "ansi", "konsole", "gnome", "vte", "putty", "kitty", "alacritty", "foot", "wezterm",
            "ghostty", "contour", "mlterm", "st-", "stterm", "eterm", "cygwin", "mintty", "iterm", "nsterm", "dtterm",
            "aterm", "kterm", "teraterm", "terminator", "termite", "hterm", "fbterm", "jfbterm", "kmscon", "yaft",
            "zutty", "rio", "ms-terminal", "pcansi", "cons25", "con");
    /** Where terminfo(5) keeps compiled descriptions. */
    private static final List<Path> TERMINFO = List.of(Path.of("/etc/terminfo"), Path.of("/lib/terminfo"),
            Path.of("/usr/share/terminfo"));
    /** ECMA-48's CUP as a description's {@code cup} has it. */
    private static final String MOVES_CURSOR = "\u001b[%i%p1%d;%p2%dH";

    private TerminalType() {
    }

    /** Whether a full screen can be drawn on it. */
    public static boolean draws(String type) {
        return draws(type, TERMINFO);
    }

    static boolean draws(String type, List<Path> terminfo) {
        if (type.equals("st")) {
            return true;
        }
        for (String family : FAMILIES) {
            if (type.regionMatches(true, 0, family, 0, family.length())) {
                return true;
            }
        }
        // A name is no path.
        if (type.isEmpty() || type.startsWith(".") || type.indexOf('/') >= 0 || type.indexOf('\0') >= 0) {
            return false;
        }
        for (Path directory : terminfo) {
            Path file = directory.resolve(type.substring(0, 1)).resolve(type);
            if (Files.isRegularFile(file)) {
                return describesCursorMoves(file);
            }
        }
        return false;
    }

    private static boolean describesCursorMoves(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains(MOVES_CURSOR);
        } catch (IOException e) {
            System.getLogger(TerminalType.class.getName()).log(System.Logger.Level.DEBUG, "read {0}: {1}", file,
                    e.getMessage());
            return false;
        }
    }
}
