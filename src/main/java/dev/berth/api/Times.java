package dev.berth.api;

import dev.berth.profile.form.Durations;
import dev.berth.profile.form.FormException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Times as Docker's API writes and reads them. */
final class Times {
    /** Go's zero time, which stands for never. */
    static final String NEVER = "0001-01-01T00:00:00Z";

    private Times() {
    }

    /** RFC 3339 with as many digits as needed. */
    static String text(Instant time) {
        return time.toString();
    }

    /** RFC 3339, or Go's zero time. */
    static String text(Optional<Instant> time) {
        return time.isPresent() ? time.get().toString() : NEVER;
    }

    /** RFC 3339 with always nine digits of a second, as the lines of {@code logs --timestamps} begin. */
    static void appendFixed(StringBuilder target, long timeNanos) {
        Instant time = Instant.ofEpochSecond(Math.floorDiv(timeNanos, 1_000_000_000L));
        String seconds = time.toString();
        String fraction = Long.toString(Math.floorMod(timeNanos, 1_000_000_000L) + 1_000_000_000L);
        target.append(seconds, 0, seconds.length() - 1).append('.').append(fraction, 1, 10).append('Z');
    }

    /**
     * Reads what {@code since} and {@code until} take: Unix seconds with a fraction, RFC 3339 with or without zone and
     * time, or a duration before now such as {@code 1h30m}.
     *
     * @param name the parameter's, for the refusal
     * @return nothing for an empty text and for 0
     * @throws ApiError when it is none of them
     */
    static Optional<Instant> parse(String name, String text) throws ApiError {
        try {
            return parse(text);
        } catch (ApiError e) {
            throw ApiError.badParameter("invalid value for \"" + name + "\": " + e.getMessage());
        }
    }

    /** Reads the same of a filter, whose refusal does not name it. */
    static Optional<Instant> parse(String text) throws ApiError {
        if (text.isEmpty() || text.equals("0")) {
            return Optional.empty();
        }
        Optional<Instant> seconds = unixSeconds(text);
        if (seconds.isPresent()) {
            return seconds;
        }
        Optional<Instant> date = date(text);
        if (date.isPresent()) {
            return date;
        }
        try {
            return Optional.of(Instant.now().minus(Durations.parse(text)));
        } catch (FormException e) {
            throw ApiError.badParameter("failed to parse value as time or duration: \"" + text + '"');
        }
    }

    private static Optional<Instant> unixSeconds(String text) {
        int dot = text.indexOf('.');
        String whole = dot < 0 ? text : text.substring(0, dot);
        String fraction = dot < 0 ? "" : text.substring(dot + 1);
        if (whole.isEmpty() || !digits(whole) || !digits(fraction) || whole.length() > 12) {
            return Optional.empty();
        }
        String nanos = (fraction + "000000000").substring(0, 9);
        return Optional.of(Instant.ofEpochSecond(Long.parseLong(whole), Long.parseLong(nanos)));
    }

    private static boolean digits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static Optional<Instant> date(String text) {
        if (text.length() < 10 || text.charAt(4) != '-') {
            return Optional.empty();
        }
        String full = text.length() == 10 ? text + "T00:00:00Z" : text;
        boolean zone = full.endsWith("Z") || full.indexOf('+', 10) > 0 || full.indexOf('-', 10) > 0;
        try {
            return Optional.of(DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(zone ? full : full + "Z", Instant::from));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
