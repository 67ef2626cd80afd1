package dev.berth.isolation.seccomp;

import java.util.Arrays;

/** Classic BPF instructions in the making ({@code struct sock_filter}, linux/filter.h): 8 bytes each. */
final class Block {

    /** Load a word of {@code struct seccomp_data}. */
    static final int LOAD = 0x20;
    /** Jump always, by the constant. */
    static final int JUMP = 0x05;
    /** Jump if equal. */
    static final int JUMP_EQUAL = 0x15;
    /** Jump if greater. */
    static final int JUMP_GREATER = 0x25;
    /** Jump if greater or equal. */
    static final int JUMP_GREATER_OR_EQUAL = 0x35;
    /** And with the constant. */
    static final int AND = 0x54;
    /** Return the constant. */
    static final int RETURN = 0x06;

    /** Longest conditional jump. */
    static final int FAR = 255;

    private long[] code = new long[16];
    private int size;

    int size() {
        return size;
    }

    /**
     * Adds an instruction.
     *
     * @param opcode what it does
     * @param yes how many instructions to skip if so
     * @param no how many to skip if not
     * @param constant its operand
     */
    Block add(int opcode, int yes, int no, int constant) {
        if ((yes | no) > FAR) {
            throw new IllegalStateException("a jump of a filter is too far: " + yes + ", " + no);
        }
        code = size == code.length ? Arrays.copyOf(code, size * 2) : code;
        code[size++] = opcode | (long) yes << 16 | (long) no << 24 | (long) constant << 32;
        return this;
    }

    /** Adds instructions. */
    Block add(Block other) {
        if (size + other.size > code.length) {
            code = Arrays.copyOf(code, Math.max(code.length * 2, size + other.size));
        }
        System.arraycopy(other.code, 0, code, size, other.size);
        size += other.size;
        return this;
    }

    /** Makes the jumps that were added with {@link #FAR} as their target go to the end. */
    Block land() {
        for (int i = 0; i < size; i++) {
            if ((code[i] & 7) == 5 && (code[i] & 0xffff) != JUMP) {
                long instruction = code[i];
                if ((instruction >>> 16 & 0xff) == FAR) {
                    instruction = instruction & ~0xff0000L | (long) near(size - i - 1) << 16;
                }
                if ((instruction >>> 24 & 0xff) == FAR) {
                    instruction = instruction & ~0xff000000L | (long) near(size - i - 1) << 24;
                }
                code[i] = instruction;
            }
        }
        return this;
    }

    /** The program as the kernel takes it. */
    byte[] bytes() {
        byte[] bytes = new byte[size * 8];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (code[i / 8] >>> i % 8 * 8);
        }
        return bytes;
    }

    private static int near(int distance) {
        if (distance >= FAR) {
            throw new IllegalStateException("a rule of a filter is too long: " + distance + " instructions");
        }
        return distance;
    }
}
