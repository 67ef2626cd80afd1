package dev.berth.profile.form;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/** Durations as Go's {@code time.ParseDuration} reads and docker's flags take them: {@code 1m30s}, {@code 500ms}. */
public final class Durations {

    /** What a duration may look like, for error messages. */
    public static final String ACCEPTED = "a duration such as \"500ms\", \"10s\" or \"1m30s\"";

    private static final String[] UNITS = {"ns", "us", "\u00b5s", "\u03bcs", "ms", "s", "m", "h"};
    private static final long[] NANOS = {1, 1_000, 1_000, 1_000, 1_000_000, 1_000_000_000L, 60_000_000_000L,
        3_600_000_000_000L};

    private Durations() {
    }

    /**
     * Reads a duration; it may begin with a sign.
     *
     * @param text for example {@code 1m30s}
     * @return the duration
     * @throws FormException in Go's wording
     */
    public static Duration parse(String text) {
        int at = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        if (text.substring(at).equals("0")) {
            return Duration.ZERO;
        }
        if (at == text.length() || text.length() > 64) {
            throw invalid(text);
        }
        BigDecimal total = BigDecimal.ZERO;
        while (at < text.length()) {
            int unitAt = skip(text, at, true);
            int next = skip(text, unitAt, false);
            String number = text.substring(at, unitAt);
            if (number.isEmpty() || number.equals(".") || number.indexOf('.') != number.lastIndexOf('.')) {
                throw invalid(text);
            }
            String unit = text.substring(unitAt, next);
            if (unit.isEmpty()) {
                throw new FormException("time: missing unit in duration \"" + text + "\"");
            }
            total = total.add(new BigDecimal(number).multiply(BigDecimal.valueOf(nanos(unit, text))));
            at = next;
        }
        if (total.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw invalid(text);
        }
        long nanos = total.setScale(0, RoundingMode.DOWN).longValueExact();
        return Duration.ofNanos(text.startsWith("-") ? -nanos : nanos);
    }

    private static FormException invalid(String text) {
        return new FormException("time: invalid duration \"" + text + "\"");
    }

    private static int skip(String text, int from, boolean digits) {
        int at = from;
        while (at < text.length() && (text.charAt(at) == '.' || isDigit(text.charAt(at))) == digits) {
            at++;
        }
        return at;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static long nanos(String unit, String text) {
        for (int i = 0; i < UNITS.length; i++) {
            if (UNITS[i].equals(unit)) {
                return NANOS[i];
            }
        }
        throw new FormException("time: unknown unit \"" + unit + "\" in duration \"" + text + "\"");
    }

    /**
     * Writes a duration exactly, without parts that are zero.
     *
     * @param duration the duration
     * @return for example {@code 1m30s}; {@link #parse} gives the same back
     */
    public static String format(Duration duration) {
        if (duration.isZero()) {
            return "0s";
        }
        StringBuilder text = new StringBuilder();
        if (duration.isNegative()) {
            text.append('-');
        }
        long nanos = duration.abs().toNanos();
        for (int i = UNITS.length - 1; i >= 0; i--) {
            if (UNITS[i].charAt(0) < 0x80 && nanos >= NANOS[i]) {
                text.append(nanos / NANOS[i]).append(UNITS[i]);
                nanos %= NANOS[i];
            }
        }
        return text.toString();
    }
}
