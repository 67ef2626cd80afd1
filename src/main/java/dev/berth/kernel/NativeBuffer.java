package dev.berth.kernel;

import jnr.ffi.Pointer;

/** A block of native memory that lives as long as this object is reachable, for reading and writing files. */
public final class NativeBuffer {

    private final Pointer memory;

    private NativeBuffer(Pointer memory) {
        this.memory = memory;
    }

    /**
     * A new block.
     *
     * @param bytes its size
     */
    public static NativeBuffer allocate(int bytes) {
        return new NativeBuffer(Libc.RUNTIME.getMemoryManager().allocateDirect(bytes, false));
    }

    /** Its address. */
    public long address() {
        return memory.address();
    }

    /** Copies bytes to its start; no more than fit. */
    public void put(byte[] bytes, int offset, int length) {
        memory.put(0, bytes, offset, length);
    }

    /** Copies bytes from its start. */
    public void get(byte[] into, int offset, int length) {
        memory.get(0, into, offset, length);
    }
}
