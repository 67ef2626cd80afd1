package dev.berth.console;


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
}
