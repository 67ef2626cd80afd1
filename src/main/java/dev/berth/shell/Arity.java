package dev.berth.shell;

import java.util.Optional;

/**
 * How many arguments a command takes.
 *
 * @param least the least number
 * @param most the greatest number
 */
record Arity(int least, int most) {

    static final Arity NONE = new Arity(0, 0);
    static final Arity ANY = new Arity(0, Integer.MAX_VALUE);

    static Arity exactly(int n) {
        return new Arity(n, n);
    }

    static Arity atLeast(int n) {
        return new Arity(n, Integer.MAX_VALUE);
    }

    /**
     * What is wrong with a number of arguments, in docker's words, if anything is.
     *
     * @param count how many there are
     */
    Optional<String> complaint(int count) {
        if (count >= least && count <= most) {
            return Optional.empty();
        }
        if (most == 0) {
            return Optional.of("accepts no arguments");
        }
        if (least == most) {
            return Optional.of("requires " + arguments(least));
        }
        if (least > 0 && most < Integer.MAX_VALUE) {
            return Optional.of("requires at least " + least + " and at most " + arguments(most));
        }
        return Optional.of(count < least ? "requires at least " + arguments(least)
                : "requires at most " + arguments(most));
    }

    /** The word before {@code 'berth … --help'}: docker's differs where a number of arguments has no upper end. */
    String hint() {
        return least > 0 && most == Integer.MAX_VALUE ? "See" : "Run";
    }

    private static String arguments(int n) {
        return n + (n == 1 ? " argument" : " arguments");
    }
}
