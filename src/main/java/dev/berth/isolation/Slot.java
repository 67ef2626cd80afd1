package dev.berth.isolation;

/**
 * A variable of a plan: room in the tape that system calls write to and later steps read. Two slots are the same only
 * if they are one object.
 */
public final class Slot {

    private final String name;
    private final byte[] initial;
    private final Slot base;
    private final int offset;

    private Slot(String name, byte[] initial, Slot base, int offset) {
        this.name = name;
        this.initial = initial;
        this.base = base;
        this.offset = offset;
    }

    /** A slot for one number. */
    static Slot number(String name) {
        return block(name, 8);
    }

    /** A slot of zeros. */
    static Slot block(String name, int bytes) {
        return new Slot(name, new byte[bytes], null, 0);
    }

    /** A slot that holds something from the beginning. */
    static Slot filled(String name, byte[] initial) {
        return new Slot(name, initial.clone(), null, 0);
    }

    /**
     * A number inside this slot.
     *
     * @param what the number's name
     * @param at where it is, a multiple of 8
     */
    Slot part(String what, int at) {
        return new Slot(what, new byte[8], this, at);
    }

    /** Its name, for people. */
    public String name() {
        return name;
    }

    /** What it holds at first. */
    byte[] initial() {
        return initial;
    }

    /** Whether it lies inside another slot. */
    boolean isPart() {
        return base != null;
    }

    /** The slot that it lies in. */
    Slot base() {
        return base;
    }

    /** Where it lies in that. */
    int offset() {
        return offset;
    }
}
