package dev.berth.terminal;

/** Applies SGR (select graphic rendition) to a {@link Pen}, colours with semicolons and with colons alike. */
final class SgrReader {
    private SgrReader() {
    }

    static void apply(Parameters parameters, Pen pen) {
        if (parameters.count() == 0) {
            pen.reset();
            return;
        }
        int at = 0;
        while (at < parameters.count()) {
            int code = parameters.get(at, 0);
            int end = at + 1;
            while (parameters.isSubParameter(end)) {
                end++;
            }
            if (code == 38 || code == 48 || code == 58) {
                at = extendedColour(parameters, at, end, pen);
            } else {
                one(code, end > at + 1 ? parameters.get(at + 1, 0) : -1, pen);
                at = end;
            }
        }
    }

    private static void one(int code, int subParameter, Pen pen) {
        switch (code) {
            case 0 -> pen.reset();
            case 1 -> pen.fore(0, Cell.BOLD);
            case 2 -> pen.fore(0, Cell.FAINT);
            case 3 -> pen.fore(0, Cell.ITALIC);
            case 4 -> underline(subParameter < 0 ? 1 : Math.min(subParameter, 5), pen);
            case 5, 6 -> pen.fore(0, Cell.BLINK);
            case 7 -> pen.fore(0, Cell.INVERSE);
            case 8 -> pen.fore(0, Cell.HIDDEN);
            case 9 -> pen.back(0, Cell.STRIKE);
            case 21 -> underline(2, pen);
            case 22 -> pen.fore(Cell.BOLD | Cell.FAINT, 0);
            case 23 -> pen.fore(Cell.ITALIC, 0);
            case 24 -> underline(0, pen);
            case 25 -> pen.fore(Cell.BLINK, 0);
            case 27 -> pen.fore(Cell.INVERSE, 0);
            case 28 -> pen.fore(Cell.HIDDEN, 0);
            case 29 -> pen.back(Cell.STRIKE, 0);
            case 39 -> pen.fore(Cell.COLOUR, 0);
            case 49 -> pen.back(Cell.COLOUR, 0);
            case 53 -> pen.back(0, Cell.OVERLINE);
            case 55 -> pen.back(Cell.OVERLINE, 0);
            case 59 -> pen.underlineColour(0);
            default -> basicColour(code, pen);
        }
    }

    private static void underline(int style, Pen pen) {
        pen.back(Cell.UNDERLINE, style << Cell.UNDERLINE_SHIFT);
    }

    private static void basicColour(int code, Pen pen) {
        if (code >= 30 && code <= 37) {
            pen.fore(Cell.COLOUR, Cell.INDEXED | code - 30);
        } else if (code >= 90 && code <= 97) {
            pen.fore(Cell.COLOUR, Cell.INDEXED | code - 90 + 8);
        } else if (code >= 40 && code <= 47) {
            pen.back(Cell.COLOUR, Cell.INDEXED | code - 40);
        } else if (code >= 100 && code <= 107) {
            pen.back(Cell.COLOUR, Cell.INDEXED | code - 100 + 8);
        }
    }

    /** Reads 38, 48 or 58 at {@code at}; gives the index of what comes after the colour. */
    private static int extendedColour(Parameters parameters, int at, int subEnd, Pen pen) {
        boolean colons = subEnd > at + 1;
        int kind = parameters.get(at + 1, 0);
        int colour = -1;
        int next = colons ? subEnd : at + 2;
        if (kind == 5) {
            colour = Cell.INDEXED | Math.min(parameters.get(at + 2, 0), 255);
            next = colons ? subEnd : at + 3;
        } else if (kind == 2) {
            // ITU T.416 has a colour space before red; most programs leave it out.
            int red = colons && subEnd - at > 5 ? at + 3 : at + 2;
            colour = Cell.RGB | channel(parameters, red) << 16 | channel(parameters, red + 1) << 8
                    | channel(parameters, red + 2);
            next = colons ? subEnd : at + 5;
        }
        if (colour != -1) {
            switch (parameters.get(at, 0)) {
                case 38 -> pen.fore(Cell.COLOUR, colour);
                case 48 -> pen.back(Cell.COLOUR, colour);
                default -> pen.underlineColour(colour);
            }
        }
        return next;
    }

    private static int channel(Parameters parameters, int index) {
        return Math.min(parameters.get(index, 0), 255);
    }
}
