package dev.berth.kernel;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import jnr.ffi.Pointer;

/**
 * Native memory for the arguments of one or a few system calls, taken from a block that each thread keeps:
 * {@code try (Scratch s = Scratch.open()) { long path = s.string("/etc"); … }}. Scratches nest; what one handed out is
 * free again when it is closed.
 */
public final class Scratch implements AutoCloseable {

    /** Size of a thread's block in bytes; what does not fit gets memory of its own. */
    private static final int BLOCK = 32 * 1024;
    /** All of memory: a pointer with address 0, so that an address is an offset. */
    private static final Pointer WHOLE = Pointer.wrap(Libc.RUNTIME, 0L);
    private static final ThreadLocal<Block> BLOCKS = ThreadLocal.withInitial(Block::new);

    private final Block block;
    private final int mark;

    private Scratch(Block block) {
        this.block = block;
        this.mark = block.used;
    }

    /** Begins; close it in the same thread, innermost first. */
    public static Scratch open() {
        return new Scratch(BLOCKS.get());
    }

    /**
     * Zeroed memory, aligned to 8 bytes.
     *
     * @param bytes how much
     * @return its address
     */
    public long allocate(int bytes) {
        return block.allocate(bytes);
    }

    /**
     * A copy of a string in UTF-8 with a zero byte at its end.
     *
     * @param text what to copy
     * @return its address
     * @throws IllegalArgumentException if the text has a zero character, which the kernel would take for its end
     */
    public long string(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a zero character in \"" + text.replace('\0', '?') + '"');
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        long address = block.allocate(bytes.length + 1);
        putBytes(address, bytes, 0, bytes.length);
        return address;
    }

    /**
     * A copy of bytes.
     *
     * @param bytes what to copy
     * @return its address
     */
    public long bytes(byte[] bytes) {
        long address = block.allocate(bytes.length);
        putBytes(address, bytes, 0, bytes.length);
        return address;
    }

    /** Writes a 64-bit number at an address handed out before. */
    public static void putLong(long address, long value) {
        WHOLE.putLong(address, value);
    }

    /** Writes a 32-bit number at an address handed out before. */
    public static void putInt(long address, int value) {
        WHOLE.putInt(address, value);
    }

    /** Writes a 16-bit number at an address handed out before. */
    public static void putShort(long address, short value) {
        WHOLE.putShort(address, value);
    }

    /** Writes bytes at an address handed out before. */
    public static void putBytes(long address, byte[] bytes, int offset, int length) {
        WHOLE.put(address, bytes, offset, length);
    }

    /** Reads a 64-bit number. */
    public static long getLong(long address) {
        return WHOLE.getLong(address);
    }

    /** Reads a 32-bit number. */
    public static int getInt(long address) {
        return WHOLE.getInt(address);
    }

    /** Reads a 16-bit number. */
    public static short getShort(long address) {
        return WHOLE.getShort(address);
    }

    /** Reads a byte. */
    public static byte getByte(long address) {
        return WHOLE.getByte(address);
    }

    /** Reads bytes. */
    public static void getBytes(long address, byte[] into, int offset, int length) {
        WHOLE.get(address, into, offset, length);
    }

    @Override
    public void close() {
        block.freeTo(mark);
    }

    private static final class Block {
        private final Pointer memory = Libc.RUNTIME.getMemoryManager().allocateDirect(BLOCK, true);
        private final long address = memory.address() + 7 & ~7L;
        private int used;
        /** Keeps memory that did not fit reachable while its call lasts. */
        private final ArrayDeque<Pointer> large = new ArrayDeque<>();

        long allocate(int bytes) {
            int size = Math.max(bytes, 1) + 7 & ~7;
            if (size > BLOCK - 8 - used) {
                large.addLast(Libc.RUNTIME.getMemoryManager().allocateDirect(size + 8, true));
                return large.getLast().address() + 7 & ~7L;
            }
            long result = address + used;
            WHOLE.setMemory(result, size, (byte) 0);
            used += size;
            return result;
        }

        void freeTo(int mark) {
            used = mark;
            if (mark == 0) {
                large.clear();
            }
        }
    }

    static {
        if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
            throw new IllegalStateException("Berth knows little-endian machines only");
        }
    }
}
