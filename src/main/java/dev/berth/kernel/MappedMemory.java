package dev.berth.kernel;

import com.kenai.jffi.MemoryIO;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Memory straight from the kernel ({@code mmap(2)}, anonymous), for large buffers: it is given back when this is
 * closed, and not when a garbage collector that has little to do comes by.
 */
public final class MappedMemory implements AutoCloseable {

    /** {@code PROT_READ | PROT_WRITE}. */
    private static final int READ_WRITE = 1 | 2;
    /** {@code MAP_PRIVATE | MAP_ANONYMOUS}. */
    private static final int PRIVATE_ANONYMOUS = 0x02 | 0x20;

    private final long address;
    private final int size;
    private boolean closed;

    private MappedMemory(long address, int size) {
        this.address = address;
        this.size = size;
    }

    /**
     * New memory, all zero.
     *
     * @param bytes how much
     * @throws KernelException if there is none
     */
    public static MappedMemory allocate(int bytes) throws KernelException {
        return new MappedMemory(Kernel.check(Kernel.raw(Sys.MMAP, 0, bytes, READ_WRITE, PRIVATE_ANONYMOUS, -1, 0),
                "map", bytes + " bytes of memory"), bytes);
    }

    /**
     * A part of it as a direct buffer, in the machine's byte order; of no use, and not to be touched, after
     * {@link #close}.
     */
    public ByteBuffer part(int offset, int length) {
        if (offset < 0 || length < 0 || offset > size - length) {
            throw new IndexOutOfBoundsException(offset + "+" + length + " of " + size);
        }
        return MemoryIO.getInstance().newDirectByteBuffer(address + offset, length)
                .order(ByteOrder.nativeOrder());
    }

    /** Where a direct buffer's position is in memory. */
    static long address(ByteBuffer direct) {
        return MemoryIO.getInstance().getDirectBufferAddress(direct) + direct.position();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            Kernel.raw(Sys.MUNMAP, address, size);
        }
    }
}
