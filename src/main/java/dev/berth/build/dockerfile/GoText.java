package dev.berth.build.dockerfile;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;

/** Texts in the form that Go, which docker is written in, gives them or reads them. */
final class GoText {

    private static final BigDecimal LONGEST = BigDecimal.valueOf(Long.MAX_VALUE);

    private GoText() {
    }

    /** A text in double quotes, what cannot be seen escaped ({@code %q}). */
    static String quoted(String text) {
        StringBuilder result = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> result.append("\\\"");
                case '\\' -> result.append("\\\\");
                case '\n' -> result.append("\\n");
                case '\r' -> result.append("\\r");
                case '\t' -> result.append("\\t");
                default -> {
                    if (Character.isISOControl(c)) {
                        result.append(String.format("\\x%02x", (int) c));
                    } else {
                        result.append(c);
                    }
                }
            }
        }
        return result.append('"').toString();
    }

    /**
     * Reads a length of time such as {@code 1m30s}, {@code 1.5h} or {@code 100ms} ({@code time.ParseDuration}).
     *
     * @param text one or more numbers with units {@code ns us µs ms s m h}, with a sign or not; or {@code 0}
     * @return nothing if it is none, or longer than 292 years
     */
    static Optional<Duration> duration(String text) {
        boolean negative = text.startsWith("-");
        int at = negative || text.startsWith("+") ? 1 : 0;
        if (text.substring(at).equals("0")) {
            return Optional.of(Duration.ZERO);
        }
        if (at == text.length()) {
            return Optional.empty();
        }
        BigDecimal nanos = BigDecimal.ZERO;
        while (at < text.length()) {
            int start = at;
            at = skip(text, at, true);
            String number = text.substring(start, at);
            start = at;
            at = skip(text, at, false);
            Optional<Long> unit = unitNanos(text.substring(start, at));
            if (unit.isEmpty() || number.isEmpty() || number.length() > 40 || number.equals(".")
                    || number.indexOf('.') != number.lastIndexOf('.')) {
                return Optional.empty();
            }
            nanos = nanos.add(new BigDecimal(number.endsWith(".") ? number + '0' : number)
                    .multiply(BigDecimal.valueOf(unit.get())).setScale(0, RoundingMode.DOWN));
            if (nanos.compareTo(LONGEST) > 0) {
                return Optional.empty();
            }
        }
        return Optional.of(Duration.ofNanos(negative ? -nanos.longValue() : nanos.longValue()));
    }

    private static int skip(String text, int from, boolean number) {
        int at = from;
        while (at < text.length()) {
            char c = text.charAt(at);
            if ((c == '.' || c >= '0' && c <= '9') != number) {
                break;
            }
            at++;
        }
        return at;
    }

    private static Optional<Long> unitNanos(String unit) {
        return Optional.ofNullable(switch (unit) {
            case "ns" -> 1L;
            case "us", "\u00b5s", "\u03bcs" -> 1_000L;
            case "ms" -> 1_000_000L;
            case "s" -> 1_000_000_000L;
            case "m" -> 60_000_000_000L;
            case "h" -> 3_600_000_000_000L;
            default -> null;
        });
    }
}
