package dev.berth.session;

import java.util.Optional;

/** The signals that a session hears of, with their numbers on Linux (signal(7)). */
public enum Signal {
    /** The terminal is gone. */
    HUP(1),
    /** Ctrl-C. */
    INT(2),
    /** Ctrl-\. */
    QUIT(3),
    /** For the program's own use. */
    USR1(10),
    /** For the program's own use. */
    USR2(12),
    /** The polite end. */
    TERM(15),
    /** Goes on after a stop. */
    CONT(18),
    /** Ctrl-Z. */
    TSTP(20);

    private final int number;

    Signal(int number) {
        this.number = number;
    }

    /** Its number. */
    public int number() {
        return number;
    }

    /**
     * The signal of a number, if a session hears of it.
     *
     * @param number as in signal(7)
     */
    public static Optional<Signal> of(int number) {
        for (Signal signal : values()) {
            if (signal.number == number) {
                return Optional.of(signal);
            }
        }
        return Optional.empty();
    }
}
