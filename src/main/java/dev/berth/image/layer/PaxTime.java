package dev.berth.image.layer;

import dev.berth.image.InvalidImage;

/**
 * A time of a pax header: seconds since 1970 with a fraction, {@code 1700000000.123456789}; may be negative.
 *
 * @param seconds rounded down
 * @param nanos the rest, from 0 to 999,999,999
 */
record PaxTime(long seconds, int nanos) {

    /**
     * Reads a time.
     *
     * @param text the record's value; digits of the fraction past the ninth are cut
     * @throws InvalidImage if it is none
     */
    static PaxTime parse(String text) throws InvalidImage {
        boolean negative = text.startsWith("-");
        String digits = negative ? text.substring(1) : text;
        int dot = digits.indexOf('.');
        long seconds = PaxHeader.decimal(dot < 0 ? digits : digits.substring(0, dot), "time");
        int nanos = 0;
        if (dot >= 0 && dot + 1 < digits.length()) {
            String fraction = digits.substring(dot + 1);
            fraction = (fraction + "000000000").substring(0, 9);
            nanos = (int) PaxHeader.decimal(fraction, "time");
        }
        if (!negative) {
            return new PaxTime(seconds, nanos);
        }
        return nanos == 0 ? new PaxTime(-seconds, 0) : new PaxTime(-seconds - 1, 1_000_000_000 - nanos);
    }
}
