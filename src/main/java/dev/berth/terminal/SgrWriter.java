package dev.berth.terminal;

import java.util.Arrays;

/** Writes the SGR sequence that gives a terminal the attributes of a cell. */
final class SgrWriter {
    private SgrWriter() {
    }

    /** Appends one sequence that starts from a reset, for colours and attributes packed as {@link Cell} says. */
    static void write(OutputBuffer out, int fore, int back, int underlineColour) {
        out.add("\u001b[0");
        flag(out, fore, Cell.BOLD, ";1");
        flag(out, fore, Cell.FAINT, ";2");
        flag(out, fore, Cell.ITALIC, ";3");
        int underline = (back & Cell.UNDERLINE) >>> Cell.UNDERLINE_SHIFT;
        if (underline == 1) {
            out.add(";4");
        } else if (underline > 1) {
            out.add(";4:").addNumber(underline);
        }
        flag(out, fore, Cell.BLINK, ";5");
        flag(out, fore, Cell.INVERSE, ";7");
        flag(out, fore, Cell.HIDDEN, ";8");
        flag(out, back, Cell.STRIKE, ";9");
        flag(out, back, Cell.OVERLINE, ";53");
        colour(out, fore & Cell.COLOUR, 30);
        colour(out, back & Cell.COLOUR, 40);
        if (underlineColour != 0) {
            colour(out, underlineColour, 50);
        }
        out.add('m');
    }

    /** Appends a sequence that changes the text's colour and nothing else. */
    static void writeFore(OutputBuffer out, int fore) {
        if ((fore & Cell.COLOUR) == 0) {
            out.add("\u001b[39m");
            return;
        }
        OutputBuffer parameters = new OutputBuffer(20);
        colour(parameters, fore & Cell.COLOUR, 30);
        out.add("\u001b[").add(Arrays.copyOfRange(parameters.array(), 1, parameters.length())).add('m');
    }

    private static void flag(OutputBuffer out, int bits, int flag, String parameter) {
        if ((bits & flag) != 0) {
            out.add(parameter);
        }
    }

    private static void colour(OutputBuffer out, int colour, int base) {
        int value = colour & Cell.COLOUR_VALUE;
        if ((colour & Cell.RGB) != 0) {
            // The form with semicolons is the one that every terminal with 24-bit colour understands.
            out.add(';').addNumber(base + 8).add(";2;").addNumber(value >> 16).add(';').addNumber(value >> 8 & 0xFF)
                    .add(';').addNumber(value & 0xFF);
        } else if ((colour & Cell.INDEXED) != 0) {
            if (value < 8 && base != 50) {
                out.add(';').addNumber(base + value);
            } else if (value < 16 && base != 50) {
                out.add(';').addNumber(base + 60 + value - 8);
            } else {
                out.add(';').addNumber(base + 8).add(";5;").addNumber(value);
            }
        }
    }
}
