package dev.berth.isolation.seccomp;

/**
 * A comparison of one argument of a call, all 64 bits of it.
 *
 * @param index which argument, 0 to 5
 * @param operator how
 * @param value with what; for {@link Operator#MASKED_EQUAL} the mask
 * @param second with what, for {@link Operator#MASKED_EQUAL}
 */
record ArgumentTest(int index, Operator operator, long value, long second) {

    /** Comparisons, unsigned. */
    enum Operator {
        EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, MASKED_EQUAL
    }
}
