package dev.berth.terminal;

import java.util.Random;

/** Descriptions of emulator states that tests compare, and random streams that bring many of them about. */
final class EmulatorStates {
    private EmulatorStates() {
    }

    /** Everything that a painted snapshot must bring back, as text. */
    static String describe(Emulator emulator) {
        ScreenState state = emulator.state();
        StringBuilder out = new StringBuilder();
        out.append(state.rows).append('x').append(state.columns).append(state.alternate ? " alternate" : " main");
        out.append(" region ").append(state.top).append('-').append(state.bottom);
        out.append(" shape ").append(state.cursorShape).append(" other keys ").append(state.modifyOtherKeys);
        out.append("\ntitle ").append(state.title).append("\ncursor ");
        cursor(out, state.cursor, true);
        out.append("\nmain saved ");
        cursor(out, state.mainSaved, false);
        out.append("\nalternate saved ");
        cursor(out, state.alternateSaved, false);
        keyboard(out.append("\nmain keys"), state.mainKeyboard);
        keyboard(out.append("\nalternate keys"), state.alternate ? state.alternateKeyboard : new KeyboardFlags());
        out.append("\nmodes");
        for (Mode mode : Mode.values()) {
            if (state.modes.has(mode) && mode != Mode.SYNCHRONIZED) {
                out.append(' ').append(mode);
            }
        }
        out.append("\ntabs");
        for (int column = 0; column < state.columns; column++) {
            out.append(state.tabs.isSet(column) ? " " + column : "");
        }
        grid(out.append("\nmain\n"), state.mainGrid);
        if (state.alternate) {
            grid(out.append("alternate\n"), state.alternateGrid);
        }
        return out.toString();
    }

    private static void cursor(StringBuilder out, Cursor cursor, boolean live) {
        out.append(cursor.row).append(',').append(cursor.column);
        out.append(live && cursor.pendingWrap ? " pending" : "").append(!live && cursor.origin ? " origin" : "");
        out.append(' ').append(Integer.toHexString(cursor.pen.fore)).append('/')
                .append(Integer.toHexString(cursor.pen.back)).append(cursor.pen.decoration);
        for (int slot = 0; slot < 4; slot++) {
            out.append((char) cursor.charsets.designated(slot));
        }
        out.append(cursor.charsets.active());
    }

    private static void keyboard(StringBuilder out, KeyboardFlags flags) {
        for (int i = 0; i < flags.depth(); i++) {
            out.append(' ').append(flags.pushedOver(i));
        }
        out.append(" now ").append(flags.current());
    }

    private static void grid(StringBuilder out, Grid grid) {
        for (int index = 0; index < grid.rowCount(); index++) {
            Row row = grid.row(index);
            out.append('|');
            for (int column = 0; column < row.columns(); column++) {
                row.appendTo(out, column);
            }
            out.append("| ");
            for (int column = 0; column < row.columns(); column++) {
                boolean same = column > 0 && row.fore[column] == row.fore[column - 1]
                        && row.back[column] == row.back[column - 1]
                        && row.decoration(column).equals(row.decoration(column - 1));
                if (!same) {
                    out.append(column).append(':').append(Integer.toHexString(row.fore[column])).append('/')
                            .append(Integer.toHexString(row.back[column]));
                    Decoration decoration = row.decoration(column);
                    out.append(decoration == Decoration.NONE ? "" : decoration.toString()).append(' ');
                }
            }
            out.append('\n');
        }
    }

    private static final String[] TEXTS = {"hello", "x", "  ", "漢字", "é", "e\u0301", "👍🏽", "👩\u200d👩\u200d👧", "🇩🇪",
        "❤\ufe0f", "\r\n", "\n", "\r", "\b", "\t", "lqqk", "ｶﾞ", "\u200b", "ไทย", "𝐀", "\u001bM", "\u001bD", "\u001bE"};
    private static final String[] SEQUENCES = {"@", "A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M",
        "P", "S", "T", "X", "Z", "b", "d", "f", "g", "m", "m", "m", "m", "r", "s", "u"};
    private static final int[] MODES = {1, 5, 6, 7, 12, 25, 45, 47, 66, 9, 1000, 1002, 1003, 1004, 1005, 1006, 1015,
        1047, 1048, 1049, 2004, 2026};
    private static final String[] OTHERS = {"\u001b7", "\u001b8", "\u001b=", "\u001b>", "\u001bH", "\u001b(0",
        "\u001b(B", "\u001b)0", "\u000e", "\u000f", "\u001b[4h", "\u001b[4l", "\u001b[20h", "\u001b[20l", "\u001b[3 q",
        "\u001b[0 q", "\u001b[>1u", "\u001b[>5u", "\u001b[<u", "\u001b[=3;2u", "\u001b[>4;2m", "\u001b[!p",
        "\u001b]2;a title\u0007",
        "\u001b]8;id=1;https://example.org\u001b\\", "\u001b]8;;\u001b\\", "\u001b[38;2;1;2;3m", "\u001b[48:2::9:8:7m",
        "\u001b[38:5:200m", "\u001b[4:3;58:2::1:2:3m", "\u001b[1;3;7;9;53m", "\u001b[0m", "\u001bPq#1;2\u001b\\",
        "\u001b_G\u001b\\", "\u001b#8", "\u001bn", "\u001b*0", "\u001b[?1049h", "\u001b[?1049l"};

    /** A stream of text and sequences that a program could send, most of them valid. */
    static String randomStream(Random random, int pieces) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < pieces; i++) {
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> out.append(TEXTS[random.nextInt(TEXTS.length)]);
                case 3, 4 -> {
                    out.append("\u001b[").append(random.nextInt(4) == 0 ? "" : "" + random.nextInt(50));
                    out.append(random.nextBoolean() ? ";" + random.nextInt(50) : "");
                    out.append(SEQUENCES[random.nextInt(SEQUENCES.length)]);
                }
                case 5 -> out.append("\u001b[?").append(MODES[random.nextInt(MODES.length)])
                        .append(random.nextBoolean() ? 'h' : 'l');
                case 6 -> out.append(OTHERS[random.nextInt(OTHERS.length)]);
                default -> out.append("\u001b[").append(random.nextInt(12)).append(';').append(random.nextInt(30))
                        .append('H').append((char) ('a' + random.nextInt(26)));
            }
        }
        return out.toString();
    }
}
