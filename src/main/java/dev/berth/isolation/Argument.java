package dev.berth.isolation;

import java.util.List;

/** An argument of a step. */
public sealed interface Argument {

    /**
     * A number.
     *
     * @param value the number
     * @param shown how people read it, for example {@code MS_BIND|MS_REC}
     */
    record Number(long value, String shown) implements Argument {
    }

    /**
     * A string.
     *
     * @param value the string, without a zero character
     */
    record Text(String value) implements Argument {
    }

    /**
     * Strings, as {@code execve(2)} wants them.
     *
     * @param values the strings
     */
    record Texts(List<String> values) implements Argument {
    }

    /**
     * Bytes.
     *
     * @param value the bytes
     * @param shown what they are
     */
    record Bytes(byte[] value, String shown) implements Argument {
    }

    /**
     * A structure of 64-bit fields, for example {@code struct clone_args}.
     *
     * @param name the structure's name
     * @param fields its fields in order
     */
    record Struct(String name, List<Argument> fields) implements Argument {
    }

    /**
     * The value of a slot.
     *
     * @param slot which one
     * @param narrow whether it is 32 bits wide (with sign), as descriptors that {@code pipe2} or {@code clone3} write
     */
    record Value(Slot slot, boolean narrow) implements Argument {
    }

    /**
     * The address of a slot.
     *
     * @param slot which one
     */
    record Address(Slot slot) implements Argument {
    }

    /**
     * The number of a descriptor that the engine hands over.
     *
     * @param descriptor which one
     */
    record Given(Descriptor descriptor) implements Argument {
    }

    /** A number that is its own name. */
    static Argument of(long value) {
        return new Number(value, Long.toString(value));
    }

    /** A number with a name. */
    static Argument of(long value, String shown) {
        return new Number(value, shown);
    }

    /** A string. */
    static Argument of(String value) {
        return new Text(value);
    }

    /** A descriptor. */
    static Argument of(Descriptor descriptor) {
        return new Given(descriptor);
    }

    /** A slot's value. */
    static Argument of(Slot slot) {
        return new Value(slot, false);
    }
}
