package dev.berth.console;

import java.time.Duration;
import java.time.Instant;

/** Sizes, shares and times in few characters, as docker writes them. */
final class Amount {
    private static final String[] BINARY = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};
    private static final String[] DECIMAL = {"B", "kB", "MB", "GB", "TB", "PB"};

    private Amount() {
    }

    /** Bytes in powers of 1024, for memory: {@code 12.3MiB}. */
    static String binary(long bytes) {
        return scaled(bytes, 1024, BINARY);
    }

    /** Bytes in powers of 1000, for files: {@code 116MB}. */
    static String decimal(long bytes) {
        return scaled(bytes, 1000, DECIMAL);
    }

    private static String scaled(long bytes, int step, String[] units) {
        double value = Math.max(bytes, 0);
        int unit = 0;
        while (value >= step && unit < units.length - 1) {
            value /= step;
            unit++;
        }
        return (unit == 0 || value >= 99.95 ? Long.toString(Math.round(value)) : oneDecimal(value)) + units[unit];
    }

    private static String oneDecimal(double value) {
        long tenths = Math.round(value * 10);
        return tenths % 10 == 0 ? Long.toString(tenths / 10) : tenths / 10 + "." + tenths % 10;
    }

    /** A share: {@code 0.3%}. */
    static String percent(double value) {
        long tenths = Math.round(Math.max(value, 0) * 10);
        return tenths / 10 + "." + tenths % 10 + "%";
    }

    /** How long ago something was: {@code 3 days ago}. */
    static String ago(Instant then, Instant now) {
        long seconds = Math.max(0, Duration.between(then, now).toSeconds());
        if (seconds < 60) {
            return unit(seconds, "second");
        }
        if (seconds < 3600) {
            return unit(seconds / 60, "minute");
        }
        if (seconds < 48 * 3600) {
            return unit(seconds / 3600, "hour");
        }
        long days = seconds / 86_400;
        if (days < 14) {
            return unit(days, "day");
        }
        return days < 60 ? unit(days / 7, "week") : days < 730 ? unit(days / 30, "month") : unit(days / 365, "year");
    }

    private static String unit(long count, String unit) {
        return count + " " + unit + (count == 1 ? "" : "s") + " ago";
    }
}
