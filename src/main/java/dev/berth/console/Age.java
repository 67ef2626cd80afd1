package dev.berth.console;

import java.time.Duration;
import java.time.Instant;

/**
 * Times as they are shown in lists: in units so coarse that a screen on which nothing happens changes seldom. Below an
 * hour they are minutes, from ten on tens of them; an engine's own words for longer times are coarser still.
 */
final class Age {
    private static final int MINUTES_A_STEP = 10;

    private Age() {
    }

    /** An engine's words, as {@code Up 23 seconds (healthy)} or {@code Exited (0) 34 minutes ago}, made coarser. */
    static String coarse(String status) {
        String words = status.replace("Less than a second", "< 1 minute")
                .replace("About a minute", "1 minute");
        int at = numberBefore(words, " second");
        if (at >= 0) {
            return words.substring(0, at) + "< 1 minute" + afterUnit(words, " second", at);
        }
        at = numberBefore(words, " minute");
        if (at < 0) {
            return words;
        }
        int end = words.indexOf(' ', at);
        return words.substring(0, at) + minutes(Long.parseLong(words.substring(at, end)))
                + afterUnit(words, " minute", at);
    }

    /** Where the number that stands before a unit begins; -1 when there is none. */
    private static int numberBefore(String words, String unit) {
        int end = words.indexOf(unit);
        int at = end;
        while (at > 0 && Character.isDigit(words.charAt(at - 1))) {
            at--;
        }
        return end < 0 || at == end || end - at > 9 ? -1 : at;
    }

    private static String afterUnit(String words, String unit, int from) {
        int end = words.indexOf(unit, from) + unit.length();
        return words.substring(words.startsWith("s", end) ? end + 1 : end);
    }

    private static String minutes(long count) {
        long shown = count < MINUTES_A_STEP ? count : count / MINUTES_A_STEP * MINUTES_A_STEP;
        return shown + (shown == 1 ? " minute" : " minutes");
    }

    /** How long ago something was: {@code 3 days ago}. */
    static String ago(Instant then, Instant now) {
        long seconds = Math.max(0, Duration.between(then, now).toSeconds());
        if (seconds < 60) {
            return "just now";
        }
        if (seconds < 3600) {
            return minutes(seconds / 60) + " ago";
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
