package dev.berth.build.dockerfile;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/** A size as people write it: {@code 64m}, {@code 1.5GiB}; the units are powers of 1024. */
final class SizeText {

    private static final String UNITS = "kmgtp";
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

    private SizeText() {
    }

    /**
     * The size in bytes.
     *
     * @param text a number, with a unit or not
     * @return nothing if it is none
     */
    static Optional<Long> bytes(String text) {
        int at = 0;
        while (at < text.length() && (text.charAt(at) >= '0' && text.charAt(at) <= '9' || text.charAt(at) == '.')) {
            at++;
        }
        String number = text.substring(0, at);
        if (number.isEmpty() || number.length() > 30 || number.startsWith(".") || number.endsWith(".")
                || number.indexOf('.') != number.lastIndexOf('.')) {
            return Optional.empty();
        }
        String unit = text.substring(text.startsWith(" ", at) ? at + 1 : at).toLowerCase(Locale.ROOT);
        int power = 0;
        if (!unit.isEmpty() && UNITS.indexOf(unit.charAt(0)) >= 0) {
            power = UNITS.indexOf(unit.charAt(0)) + 1;
            unit = unit.substring(1);
        }
        if (!unit.isEmpty() && !unit.equals("b") && !unit.equals("i") && !unit.equals("ib")) {
            return Optional.empty();
        }
        BigDecimal bytes = new BigDecimal(number).multiply(BigDecimal.valueOf(1L << 10 * power));
        return bytes.compareTo(MOST) > 0 ? Optional.empty() : Optional.of(bytes.longValue());
    }
}
