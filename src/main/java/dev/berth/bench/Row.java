package dev.berth.bench;

import java.util.Locale;

/**
 * A line of the answer.
 *
 * @param what what was measured
 * @param value median and tenth percentile
 * @param peer the same of what it is compared with, or empty
 * @param ratio median by median, and p10 by p10, or empty
 * @param target what it should be
 * @param verdict {@code met}, {@code MISSED} or why there is no value
 */
record Row(String what, String value, String peer, String ratio, String target, String verdict) {

    /** A time in milliseconds beside a peer's, at most so many times as long. */
    static Row beside(String what, Samples ours, String name, Samples peer, double atMost) {
        double ratio = ours.median() / peer.median();
        return new Row(what, millis(ours), name + " " + millis(peer),
                String.format(Locale.ROOT, "%.2f / %.2f", ratio, ours.p10() / peer.p10()),
                String.format(Locale.ROOT, "<= %.2f x", atMost), verdict(ratio <= atMost));
    }

    /** A rate beside a peer's, at least so many times as high. */
    static Row rateBeside(String what, Samples ours, String name, Samples peer, String unit, double atLeast) {
        double ratio = ours.median() / peer.median();
        return new Row(what, rate(ours, unit), name + " " + rate(peer, unit),
                String.format(Locale.ROOT, "%.2f / %.2f", ratio, ours.p90() / peer.p90()),
                String.format(Locale.ROOT, ">= %.2f x", atLeast), verdict(ratio >= atLeast));
    }

    /** A time in milliseconds, at most so long. */
    static Row time(String what, Samples ours, double atMost) {
        return new Row(what, millis(ours), "", "", String.format(Locale.ROOT, "<= %.0f ms", atMost),
                verdict(ours.median() <= atMost));
    }

    /** A rate, at least so high. */
    static Row rate(String what, Samples ours, String unit, double atLeast) {
        return new Row(what, rate(ours, unit), "", "", String.format(Locale.ROOT, ">= %.0f %s", atLeast, unit),
                verdict(ours.median() >= atLeast));
    }

    /** An amount, at most so much. */
    static Row amount(String what, double ours, String unit, double atMost) {
        return new Row(what, String.format(Locale.ROOT, "%.1f %s", ours, unit), "", "",
                String.format(Locale.ROOT, "<= %.0f %s", atMost, unit), verdict(ours <= atMost));
    }

    /** Something that could not be measured. */
    static Row skipped(String what, String why) {
        return new Row(what, "", "", "", "", "skipped: " + why);
    }

    private static String millis(Samples samples) {
        return String.format(Locale.ROOT, "%.2f / %.2f ms", samples.median(), samples.p10());
    }

    private static String rate(Samples samples, String unit) {
        return String.format(Locale.ROOT, "%.0f / %.0f %s", samples.median(), samples.p90(), unit);
    }

    private static String verdict(boolean met) {
        return met ? "met" : "MISSED";
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%-44s %20s  %28s  %13s  %-11s %s", what, value, peer, ratio, target,
                verdict);
    }
}
