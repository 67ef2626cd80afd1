package dev.berth.terminal;

/**
 * The numeric parameters of one control sequence, bounded in count and size.
 *
 * <p>Parameters are separated by semicolons; sub-parameters (ITU T.416, as in {@code 38:2::1:2:3} and {@code 4:3}) by
 * colons. Both are kept in one row of numbers in which a sub-parameter is marked.
 */
final class Parameters {
    /** More than xterm's 30; what comes after is dropped. */
    static final int MAXIMUM_COUNT = 32;
    private static final int MAXIMUM_VALUE = 65_535;
    private static final int ABSENT = -1;

    private final int[] values = new int[MAXIMUM_COUNT];
    private int subParameters;
    private int count;
    private boolean overflow;

    void clear() {
        count = 0;
        subParameters = 0;
        overflow = false;
    }

    void digit(int digit) {
        if (overflow) {
            return;
        }
        if (count == 0) {
            values[count++] = ABSENT;
        }
        int value = Math.max(values[count - 1], 0) * 10 + digit;
        values[count - 1] = Math.min(value, MAXIMUM_VALUE);
    }

    void separator(boolean colon) {
        if (count == 0) {
            values[count++] = ABSENT;
        }
        if (count == MAXIMUM_COUNT) {
            overflow = true;
            return;
        }
        if (colon) {
            subParameters |= 1 << count;
        }
        values[count++] = ABSENT;
    }

    int count() {
        return count;
    }

    /** The parameter at {@code index}, or {@code absent} where it was left out. */
    int get(int index, int absent) {
        return index < count && values[index] != ABSENT ? values[index] : absent;
    }

    /** A count or position: 0 and a missing one both mean 1. */
    int atLeastOne(int index) {
        return Math.max(1, get(index, 1));
    }

    /** Whether the value at {@code index} follows a colon. */
    boolean isSubParameter(int index) {
        return index < count && (subParameters & 1 << index) != 0;
    }
}
