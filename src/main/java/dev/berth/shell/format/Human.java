package dev.berth.shell.format;

import dev.berth.docker.RoughDuration;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Sizes and times in docker's words (github.com/docker/go-units). */
public final class Human {

    private static final String[] DECIMAL = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};
    private static final String[] BINARY = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    private Human() {
    }

    /**
     * A size with four significant digits, in powers of 1000: {@code 4.26MB}.
     *
     * @param bytes the size
     */
    public static String size(double bytes) {
        return scaled(bytes, 1000, DECIMAL, 4);
    }

    /**
     * A size with three significant digits, in powers of 1000: {@code 4.26MB}, {@code 124MB}; images' sizes.
     *
     * @param bytes the size
     */
    public static String sizeShort(double bytes) {
        return scaled(bytes, 1000, DECIMAL, 3);
    }

    /**
     * A size with four significant digits, in powers of 1024: {@code 1.5GiB}; memory.
     *
     * @param bytes the size
     */
    public static String binarySize(double bytes) {
        return scaled(bytes, 1024, BINARY, 4);
    }

    private static String scaled(double value, int base, String[] units, int digits) {
        int i = 0;
        double v = value;
        while (v >= base && i < units.length - 1) {
            v /= base;
            i++;
        }
        return general(v, digits) + units[i];
    }

    /** C's {@code %.4g} for 0 to 1023: significant digits, no zeros at the end. */
    private static String general(double value, int digits) {
        if (value == Math.rint(value) && value < 1000) {
            return Long.toString((long) value); // without a formatter, which costs more than all else of a list's line
        }
        int before = value < 10 ? 1 : value < 100 ? 2 : value < 1000 ? 3 : 4;
        if (before > digits) {
            // %.3g of 1023 is 1.02e+03
            return String.format(Locale.ROOT, "%.2e", value);
        }
        String s = String.format(Locale.ROOT, "%." + (digits - before) + "f", value);
        if (s.indexOf('.') >= 0) {
            int end = s.length();
            while (s.charAt(end - 1) == '0') {
                end--;
            }
            s = s.substring(0, s.charAt(end - 1) == '.' ? end - 1 : end);
        }
        return s;
    }

    /**
     * How long ago, as lists show it: {@code 5 seconds ago}.
     *
     * @param then the moment
     * @param now the present
     */
    public static String ago(Instant then, Instant now) {
        Duration d = Duration.between(then, now);
        return RoughDuration.of(d.isNegative() ? Duration.ZERO : d) + " ago";
    }

    /**
     * A time as Go prints it: {@code 2024-05-01 12:00:00 +0200 CEST}.
     *
     * @param time the moment
     * @param zone whose time
     */
    public static String time(Instant time, ZoneId zone) {
        ZonedDateTime local = time.atZone(zone);
        return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xx zzz", Locale.ROOT).format(local);
    }

    /**
     * An id in short: the first twelve digits, without {@code sha256:}.
     *
     * @param id the long one
     */
    public static String shortId(String id) {
        String digits = id.startsWith("sha256:") ? id.substring(7) : id;
        return digits.length() > 12 ? digits.substring(0, 12) : digits;
    }

    /**
     * Text cut to a width, with an ellipsis.
     *
     * @param text the text
     * @param width in characters
     */
    public static String ellipsis(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width - 1) + "…";
    }
}
