package dev.berth.isolation;

/**
 * A variable of a plan: room in the tape that system calls write to and later steps read.
 *
 * @param name for people
 * @param bytes its size, a multiple of 8
 */
public record Slot(String name, int bytes) {

    /** A slot for one number. */
    static Slot number(String name) {
        return new Slot(name, 8);
    }

    /* Two slots of the same name are two slots: identity, not equality, tells them apart. */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
