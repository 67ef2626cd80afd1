package dev.berth.image.layer;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;

/**
 * Decompresses Zstandard, also of several frames. The decompressor's memory, some MiB for each stream, is given back
 * when this is closed, at the latest when it is garbage.
 */
final class ZstdInput extends DirectInput {

    private static final int BUFFER = 128 * 1024;
    private static final Cleaner CLEANER = Cleaner.create();

    private final DirectInput in;
    private final ZstdDecompressCtx context = new ZstdDecompressCtx();
    private final Cleaner.Cleanable memory;
    private final ByteBuffer source = ByteBuffer.allocateDirect(BUFFER).limit(0);
    /** Only for who reads into the heap. */
    private ByteBuffer plain = ByteBuffer.allocate(0);
    private boolean frameEnded;
    /** Whether the decompressor holds bytes that did not fit. */
    private boolean pending;

    ZstdInput(InputStream in) {
        this.in = DirectInput.of(in);
        ZstdDecompressCtx mine = context;
        this.memory = CLEANER.register(this, mine::close);
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        int before = into.position();
        while (into.position() == before) {
            if (!pending && !source.hasRemaining() && !fill()) {
                return -1;
            }
            try {
                frameEnded = context.decompressDirectByteBufferStream(into, source);
            } catch (ZstdException e) {
                throw new IOException(e.getMessage(), e);
            }
            pending = !frameEnded && !into.hasRemaining();
        }
        return into.position() - before;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!plain.hasRemaining()) {
            plain = plain.capacity() == 0 ? ByteBuffer.allocateDirect(BUFFER) : plain.clear();
            int n = read(plain);
            plain.flip();
            if (n < 0) {
                return -1;
            }
        }
        int n = Math.min(length, plain.remaining());
        plain.get(buffer, offset, n);
        return n;
    }

    /** False at the end of the stream. */
    private boolean fill() throws IOException {
        int n = in.read(source.clear());
        source.flip();
        if (n < 0 && !frameEnded) {
            throw new EOFException("it ends within a frame");
        }
        return n >= 0;
    }

    @Override
    public void close() throws IOException {
        memory.clean();
        in.close();
    }
}
