package dev.berth.isolation;

/**
 * A word of flags of the kernel's.
 *
 * @param value the word
 * @param shown their names, as a plan shows them
 */
record NamedFlags(long value, String shown) {

    /** No flag. */
    static final NamedFlags NONE = new NamedFlags(0, "0");

    /** With one more. */
    NamedFlags with(long flag, String name) {
        return new NamedFlags(value | flag, value == 0 ? name : shown + "|" + name);
    }

    /** With one more, where something holds. */
    NamedFlags with(long flag, String name, boolean holds) {
        return holds ? with(flag, name) : this;
    }

    /** Whether a flag is among them. */
    boolean has(long flag) {
        return (value & flag) != 0;
    }

    /** They as an argument of a step. */
    Argument argument() {
        return Argument.of(value, shown);
    }
}
