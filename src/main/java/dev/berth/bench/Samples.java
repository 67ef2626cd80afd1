package dev.berth.bench;

import java.util.Arrays;

/** What was measured, again and again. The tenth percentile comes close to what a quiet machine would show. */
final class Samples {

    private final double[] sorted;

    Samples(double... values) {
        sorted = values.clone();
        Arrays.sort(sorted);
    }

    double median() {
        return at(0.5);
    }

    double p10() {
        return at(0.1);
    }

    /** The tenth percentile from above: for rates, what {@link #p10} is for times. */
    double p90() {
        return at(0.9);
    }

    private double at(double share) {
        return sorted[(int) Math.round(share * (sorted.length - 1))];
    }
}
