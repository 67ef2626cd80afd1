package dev.berth.build.copy;

/**
 * The value of {@code --chmod}: permission bits in octal digits, or changes as {@code chmod(1)} has them
 * ({@code u=rwX,go-w}).
 */
public final class ModeChange {

    private static final int ALL = 07777;

    private final String text;
    private final int octal;

    private ModeChange(String text, int octal) {
        this.text = text;
        this.octal = octal;
    }

    /**
     * Reads it.
     *
     * @param text the flag's value
     * @throws IllegalArgumentException with a sentence if it is neither form
     */
    public static ModeChange parse(String text) {
        boolean digits = !text.isEmpty() && text.length() <= 5 && text.chars().allMatch(c -> c >= '0' && c <= '7');
        ModeChange result = new ModeChange(text, digits ? Integer.parseInt(text, 8) : -1);
        if (result.octal > ALL) {
            throw bad(text);
        }
        result.apply(0, false);
        return result;
    }

    /** The permissions of directories that are made on the way: those in octal digits, else 0755, as docker's. */
    int ofParents() {
        return octal >= 0 ? octal : 0755;
    }

    /**
     * The bits after the change.
     *
     * @param before the bits before
     * @param directory whether it is a directory, for {@code X}
     */
    public int apply(int before, boolean directory) {
        if (octal >= 0) {
            return octal;
        }
        int mode = before & ALL;
        for (String clause : text.split(",", -1)) {
            mode = clause(clause, mode, directory);
        }
        return mode;
    }

    private int clause(String clause, int before, boolean directory) {
        int at = 0;
        int who = 0;
        while (at < clause.length() && "ugoa".indexOf(clause.charAt(at)) >= 0) {
            who |= switch (clause.charAt(at++)) {
                case 'u' -> 04700;
                case 'g' -> 02070;
                case 'o' -> 00007;
                default -> 06777;
            };
        }
        who = who == 0 ? 06777 : who;
        if (at == clause.length()) {
            throw bad(text);
        }
        int mode = before;
        while (at < clause.length()) {
            char operator = clause.charAt(at++);
            if ("+-=".indexOf(operator) < 0) {
                throw bad(text);
            }
            int bits = 0;
            while (at < clause.length() && "+-=".indexOf(clause.charAt(at)) < 0) {
                bits |= bits(clause.charAt(at++), who, mode, directory);
            }
            mode = switch (operator) {
                case '+' -> mode | bits;
                case '-' -> mode & ~bits;
                default -> mode & ~(who | (who == 06777 ? 01000 : 0)) | bits;
            };
        }
        return mode;
    }

    private int bits(char permission, int who, int mode, boolean directory) {
        return switch (permission) {
            case 'r' -> who & 0444;
            case 'w' -> who & 0222;
            case 'x' -> who & 0111;
            case 'X' -> directory || (mode & 0111) != 0 ? who & 0111 : 0;
            case 's' -> who & 06000;
            case 't' -> 01000;
            case 'u' -> spread(mode >> 6 & 7) & who;
            case 'g' -> spread(mode >> 3 & 7) & who;
            case 'o' -> spread(mode & 7) & who;
            default -> throw bad(text);
        };
    }

    private static int spread(int three) {
        return three << 6 | three << 3 | three;
    }

    private static IllegalArgumentException bad(String text) {
        return new IllegalArgumentException("invalid chmod parameter: '" + text
                + "'. it should be octal string and between 0 and 07777, or changes like u=rwX,go=rX");
    }

    @Override
    public String toString() {
        return text;
    }
}
