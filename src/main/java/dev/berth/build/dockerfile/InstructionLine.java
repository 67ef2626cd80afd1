package dev.berth.build.dockerfile;

import java.util.ArrayList;
import java.util.List;

/**
 * An instruction's line taken apart.
 *
 * @param keyword the first word as written
 * @param flags the words after it that begin with {@code --}, without their quotes and escapes
 * @param rest what comes after
 */
record InstructionLine(String keyword, List<String> flags, String rest) {

    /**
     * Takes a line apart.
     *
     * @param line an instruction on one line
     * @param escape the escape character
     */
    static InstructionLine of(String line, char escape) {
        List<String> halves = WhiteSpace.split(WhiteSpace.trim(line), 2);
        List<String> flags = new ArrayList<>();
        String rest = halves.size() < 2 ? "" : takeFlags(halves.get(1), escape, flags);
        return new InstructionLine(halves.get(0), flags, WhiteSpace.trim(rest));
    }

    private static String takeFlags(String line, char escape, List<String> flags) {
        int at = 0;
        while (true) {
            while (at < line.length() && WhiteSpace.is(line.charAt(at))) {
                at++;
            }
            if (!line.startsWith("--", at)) {
                return line.substring(at);
            }
            StringBuilder flag = new StringBuilder();
            at = takeFlag(line, at, escape, flag);
            // a bare -- ends the flags
            if (flag.toString().equals("--")) {
                return line.substring(at);
            }
            flags.add(flag.toString());
        }
    }

    private static int takeFlag(String line, int start, char escape, StringBuilder flag) {
        char quote = 0;
        int at = start;
        for (; at < line.length(); at++) {
            char c = line.charAt(at);
            if (quote == 0 && WhiteSpace.is(c)) {
                break;
            }
            if (quote == 0 && (c == '\'' || c == '"')) {
                quote = c;
            } else if (c == quote) {
                quote = 0;
            } else if (c == escape) {
                if (at + 1 < line.length()) {
                    at++;
                    flag.append(line.charAt(at));
                }
            } else {
                flag.append(c);
            }
        }
        return at;
    }
}
