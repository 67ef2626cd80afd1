package dev.berth.docker;

import java.time.Duration;

/** How long something takes, or is ago, as docker says it to people ({@code units.HumanDuration} of its sources). */
public final class RoughDuration {

    private RoughDuration() {
    }

    /**
     * A duration in words: {@code Less than a second}, {@code 5 seconds}, {@code About a minute}, {@code 3 weeks}.
     *
     * @param duration what to say; a negative one is none
     */
    public static String of(Duration duration) {
        long seconds = Math.max(duration.toSeconds(), 0);
        long minutes = seconds / 60;
        long hours = Math.round(seconds / 3600.0);
        if (seconds < 1) {
            return "Less than a second";
        } else if (seconds == 1) {
            return "1 second";
        } else if (seconds < 60) {
            return seconds + " seconds";
        } else if (minutes == 1) {
            return "About a minute";
        } else if (minutes < 60) {
            return minutes + " minutes";
        } else if (hours == 1) {
            return "About an hour";
        } else if (hours < 48) {
            return hours + " hours";
        } else if (hours < 24 * 7 * 2) {
            return hours / 24 + " days";
        } else if (hours < 24 * 30 * 2) {
            return hours / 24 / 7 + " weeks";
        } else if (hours < 24 * 365 * 2) {
            return hours / 24 / 30 + " months";
        }
        return seconds / 3600 / 24 / 365 + " years";
    }
}
