package dev.berth.profile.form;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Sizes in bytes and rates in bytes a second.
 *
 * <p>Profiles take {@code B}, {@code KiB} to {@code TiB} (powers of 1024), {@code KB} to {@code TB} (powers of 1000)
 * and docker's {@code b}, {@code k}, {@code m}, {@code g}, {@code t} (powers of 1024). Docker's own flags read every
 * one of these as a power of 1024, {@code MB} too; {@link #parseDocker} does as they do.
 */
public final class Sizes {

    /** What a size may look like, for error messages. */
    public static final String ACCEPTED = "a size such as \"256MiB\", \"1GB\" or \"512m\"";

    /** What a rate may look like, for error messages. */
    public static final String ACCEPTED_RATE = "a rate such as \"50MiB/s\"";

    private static final String LETTERS = "KMGTP";

    private Sizes() {
    }

    /**
     * Reads a size as profiles write it.
     *
     * @param text for example {@code 256MiB}
     * @return bytes
     * @throws FormException if it is not a size, or is too large for 63 bits
     */
    public static long parse(String text) {
        return parse(text, false);
    }

    /**
     * Reads a size as docker's flags do (go-units' {@code RAMInBytes}): all units are powers of 1024.
     *
     * @param text for example {@code 512m}
     * @return bytes
     * @throws FormException if it is not a size, or is too large for 63 bits
     */
    public static long parseDocker(String text) {
        return parse(text, true);
    }

    /**
     * Reads a rate, a size with an optional {@code /s}.
     *
     * @param text for example {@code 50MiB/s}
     * @return bytes a second
     * @throws FormException if it is not a rate
     */
    public static long parseRate(String text) {
        return parse(text.endsWith("/s") ? text.substring(0, text.length() - 2) : text);
    }

    private static long parse(String text, boolean allBinary) {
        int end = 0;
        while (end < text.length() && (isDigit(text.charAt(end)) || text.charAt(end) == '.')) {
            end++;
        }
        String number = text.substring(0, end);
        String unit = text.startsWith(" ", end) ? text.substring(end + 1) : text.substring(end);
        long factor = factor(unit, allBinary);
        if (factor == 0 || number.isEmpty() || !isDigit(number.charAt(0)) || !isDigit(number.charAt(end - 1))
                || number.indexOf('.') != number.lastIndexOf('.') || end > 32) {
            throw new FormException("invalid size: '" + text + "'");
        }
        BigDecimal bytes = new BigDecimal(number).multiply(BigDecimal.valueOf(factor));
        if (bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw new FormException("invalid size: '" + text + "': too large");
        }
        return bytes.setScale(0, RoundingMode.DOWN).longValueExact();
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Bytes of one unit, 0 if there is no such unit. */
    private static long factor(String unit, boolean allBinary) {
        if (unit.isEmpty() || unit.equalsIgnoreCase("b")) {
            return 1;
        }
        int power = LETTERS.indexOf(Character.toUpperCase(unit.charAt(0))) + 1;
        String rest = unit.substring(1);
        if (power == 0) {
            return 0;
        }
        boolean decimal = !allBinary && Character.isUpperCase(unit.charAt(0)) && rest.equals("B");
        boolean binary = rest.isEmpty() || rest.equalsIgnoreCase("b") || rest.equalsIgnoreCase("ib")
                || rest.equalsIgnoreCase("i") && allBinary;
        if (!decimal && !binary) {
            return 0;
        }
        long factor = 1;
        for (int i = 0; i < power; i++) {
            factor *= decimal ? 1000 : 1024;
        }
        return factor;
    }

    /**
     * Writes a size exactly, in the largest binary unit that divides it.
     *
     * @param bytes not negative
     * @return for example {@code 256MiB}; {@link #parse} gives the same number back
     */
    public static String format(long bytes) {
        int power = 0;
        long value = bytes;
        while (value != 0 && value % 1024 == 0 && power < LETTERS.length()) {
            value /= 1024;
            power++;
        }
        return power == 0 ? value + "B" : value + String.valueOf(LETTERS.charAt(power - 1)) + "iB";
    }

    /**
     * Writes a rate exactly.
     *
     * @param bytesPerSecond not negative
     * @return for example {@code 50MiB/s}
     */
    public static String formatRate(long bytesPerSecond) {
        return format(bytesPerSecond) + "/s";
    }
}
