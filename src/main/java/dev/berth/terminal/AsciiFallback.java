package dev.berth.terminal;

/** What stands for a character on a terminal that takes only ASCII. */
final class AsciiFallback {
    private AsciiFallback() {
    }

    static char of(int codePoint) {
        if (codePoint < 0x7F) {
            return (char) codePoint;
        }
        if (codePoint >= 0x2800 && codePoint <= 0x28FF) {
            return codePoint == 0x2800 ? ' ' : ':';
        }
        if (codePoint >= 0x2581 && codePoint <= 0x2593) {
            return codePoint <= 0x2583 ? '_' : codePoint == 0x258F ? '|' : '#';
        }
        return switch (codePoint) {
            case 0x00A0 -> ' ';
            case 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x00B7, 0x2500, 0x2501, 0x2504, 0x2508, 0x2550 -> '-';
            case 0x2502, 0x2503, 0x2506, 0x250A, 0x2551 -> '|';
            case 0x2018, 0x2019 -> '\'';
            case 0x201C, 0x201D -> '"';
            case 0x2026 -> '.';
            case 0x2022, 0x25CF, 0x25C9, 0x2713, 0x2714 -> '*';
            case 0x25CB, 0x25E6 -> 'o';
            case 0x2717, 0x2718, 0x2715, 0x00D7 -> 'x';
            case 0x25B6, 0x25B8, 0x203A, 0x2192 -> '>';
            case 0x25C0, 0x25C2, 0x2039, 0x2190 -> '<';
            case 0x25B2, 0x2191 -> '^';
            case 0x25BC, 0x2193 -> 'v';
            default -> codePoint >= 0x250C && codePoint <= 0x257F ? '+' : '?';
        };
    }
}
