package dev.berth.isolation.seccomp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Runs a filter as the kernel does, and checks it as the kernel does before it takes one. */
final class BpfInterpreter {

    private final ByteBuffer code;

    BpfInterpreter(byte[] program) {
        code = ByteBuffer.wrap(program).order(ByteOrder.LITTLE_ENDIAN);
        int size = program.length / 8;
        if (size == 0 || size > 4096 || program.length % 8 != 0) {
            throw new IllegalArgumentException("not a program: " + program.length + " bytes");
        }
        for (int i = 0; i < size; i++) {
            int opcode = opcode(i);
            int furthest = opcode == 0x05 ? constant(i)
                    : (opcode & 7) == 5 ? Math.max(yes(i), no(i)) : opcode == 0x06 ? -1 : 0;
            if (furthest >= 0 && i + 1 + furthest >= size) {
                throw new IllegalArgumentException("instruction " + i + " runs out of the program");
            }
        }
    }

    int size() {
        return code.capacity() / 8;
    }

    /** What the filter answers. */
    int run(int number, int architecture, long... arguments) {
        ByteBuffer data = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        data.putInt(number).putInt(architecture).putLong(0);
        for (long argument : arguments) {
            data.putLong(argument);
        }
        int a = 0;
        int at = 0;
        while (true) {
            int k = constant(at);
            switch (opcode(at)) {
                case 0x20 -> a = data.getInt(k);
                case 0x54 -> a &= k;
                case 0x05 -> at += k;
                case 0x15 -> at += a == k ? yes(at) : no(at);
                case 0x25 -> at += Integer.compareUnsigned(a, k) > 0 ? yes(at) : no(at);
                case 0x35 -> at += Integer.compareUnsigned(a, k) >= 0 ? yes(at) : no(at);
                case 0x45 -> at += (a & k) != 0 ? yes(at) : no(at);
                case 0x06 -> {
                    return k;
                }
                default -> throw new IllegalStateException("opcode 0x" + Integer.toHexString(opcode(at)));
            }
            at++;
        }
    }

    private int opcode(int at) {
        return code.getShort(at * 8) & 0xffff;
    }

    private int yes(int at) {
        return code.get(at * 8 + 2) & 0xff;
    }

    private int no(int at) {
        return code.get(at * 8 + 3) & 0xff;
    }

    private int constant(int at) {
        return code.getInt(at * 8 + 4);
    }
}
