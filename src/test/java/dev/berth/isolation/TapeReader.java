package dev.berth.isolation;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Reads a tape back, by src/main/c/launcher/tape.h and not by the class that wrote it. */
record TapeReader(byte[] bytes, int operations, int count, int relocationsAt, Set<Integer> relocations) {

    static final int NUMBER = 0;
    static final int ADDRESS = 1;
    static final int SLOT = 2;
    static final int SLOT32 = 3;
    static final int OPERATION = 72;

    record Entry(int number, int code, int flags, int kinds, long tolerated, int result, int target, long[] arguments) {
        int kind(int argument) {
            return kinds >> 4 * argument & 15;
        }
    }

    static TapeReader of(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int at = in.getInt(20);
        Set<Integer> relocations = new TreeSet<>();
        for (int i = 0; i < in.getInt(24); i++) {
            relocations.add(in.getInt(at + 4 * i));
        }
        return new TapeReader(bytes, in.getInt(12), in.getInt(16), at, relocations);
    }

    private ByteBuffer in() {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        ByteBuffer in = in();
        for (int i = 0; i < count; i++) {
            in.position(operations + OPERATION * i);
            int number = in.getShort() & 0xffff;
            int code = in.get();
            int flags = in.get();
            int kinds = in.getInt();
            long tolerated = in.getLong();
            int result = in.getInt();
            int target = in.getInt();
            long[] arguments = new long[6];
            in.asLongBuffer().get(arguments);
            entries.add(new Entry(number, code, flags, kinds, tolerated, result, target, arguments));
        }
        return entries;
    }

    String text(long at) {
        int end = (int) at;
        while (bytes[end] != 0) {
            end++;
        }
        return new String(bytes, (int) at, end - (int) at, StandardCharsets.UTF_8);
    }

    /** Strings as {@code execve(2)} wants them: each address is relocated, a zero ends them. */
    List<String> texts(long at) {
        List<String> texts = new ArrayList<>();
        for (int slot = (int) at; in().getLong(slot) != 0; slot += 8) {
            if (!relocations.contains(slot)) {
                throw new AssertionError("the string at " + slot + " is not relocated");
            }
            texts.add(text(in().getLong(slot)));
        }
        return texts;
    }

    long word(long at) {
        return in().getLong((int) at);
    }

    byte[] block(long at, int length) {
        byte[] block = new byte[length];
        System.arraycopy(bytes, (int) at, block, 0, length);
        return block;
    }
}
