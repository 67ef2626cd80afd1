package dev.berth.api;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Docker's progress bar as text, for clients that draw none of their own. */
final class ProgressBar {
    private static final int WIDTH = 50;
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB"};

    private ProgressBar() {
    }

    static String draw(long current, long total) {
        int done = (int) Math.min(WIDTH, current * WIDTH / total);
        return "[" + "=".repeat(done) + (done < WIDTH ? ">" + " ".repeat(WIDTH - done) : "") + "]  "
                + size(current) + "/" + size(total);
    }

    /** Docker's {@code units.HumanSize}: four digits, powers of 1000. */
    private static String size(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 1000 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        BigDecimal digits = new BigDecimal(value).round(new MathContext(4, RoundingMode.HALF_EVEN))
                .stripTrailingZeros();
        return digits.toPlainString() + UNITS[unit];
    }
}
