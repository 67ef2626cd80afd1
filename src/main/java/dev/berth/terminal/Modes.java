package dev.berth.terminal;

import java.util.Optional;

/** The modes that are on. */
final class Modes {
    private static final Mode[] ALL = Mode.values();
    private static final long INITIAL = initial();

    private long bits = INITIAL;

    private static long initial() {
        long bits = 0;
        for (Mode mode : ALL) {
            bits |= mode.isInitiallyOn() ? bit(mode) : 0;
        }
        return bits;
    }

    private static long bit(Mode mode) {
        return 1L << mode.ordinal();
    }

    /** The mode that has this number, if an emulator knows it. */
    static Optional<Mode> find(int number, boolean ansi) {
        for (Mode mode : ALL) {
            if (mode.number() == number && mode.isAnsi() == ansi) {
                return Optional.of(mode);
            }
        }
        return Optional.empty();
    }

    boolean has(Mode mode) {
        return (bits & bit(mode)) != 0;
    }

    /** Switches a mode; of the ways to track the mouse, and of its encodings, the last one asked for holds. */
    void set(Mode mode, boolean on) {
        if (mode.isMouseTracking() || mode.isMouseEncoding() || mode.isAlternateScreen()) {
            for (Mode other : ALL) {
                if (other.isMouseTracking() == mode.isMouseTracking()
                        && other.isMouseEncoding() == mode.isMouseEncoding()
                        && other.isAlternateScreen() == mode.isAlternateScreen()) {
                    bits &= ~bit(other);
                }
            }
        }
        bits = on ? bits | bit(mode) : bits & ~bit(mode);
    }

    void reset() {
        bits = INITIAL;
    }
}
