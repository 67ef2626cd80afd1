package dev.berth.image.layer;

import dev.berth.kernel.MappedMemory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Reads a stream in a thread of its own, a few pieces ahead of who takes them: decompressing and hashing a layer runs
 * beside writing its files. The pieces lie outside of Java's heap, so that the kernel writes files from where the
 * decompressor has put their bytes.
 */
public final class ReadAhead extends InputStream {

    private static final int PIECE = 256 * 1024;
    private static final int PIECES = 8;
    private static final ByteBuffer NOTHING = ByteBuffer.allocateDirect(0);

    private final DirectInput source;
    private final MessageDigest hash;
    private final MappedMemory memory = MappedMemory.allocate(PIECE * PIECES);
    private final ByteBuffer pieces = memory.part(0, PIECE * PIECES);
    private final BlockingQueue<Piece> filled = new ArrayBlockingQueue<>(PIECES);
    private final BlockingQueue<Integer> free = new ArrayBlockingQueue<>(PIECES);
    private final Thread thread;
    /** Where the piece at hand lies, and its bytes. */
    private int offset;
    private ByteBuffer current = NOTHING;
    private boolean ended;
    private boolean closed;

    /** A piece of the stream, or its end (length -1), or why it ended. */
    private record Piece(int offset, int length, Throwable failure) {
    }

    /**
     * Begins to read.
     *
     * @param source the stream; only read, never closed
     * @param hash is told everything that is read, and may be asked when this was read to its end
     */
    public ReadAhead(DirectInput source, MessageDigest hash) throws IOException {
        this.source = source;
        this.hash = hash;
        for (int i = 0; i < PIECES; i++) {
            free.add(i * PIECE);
        }
        thread = new Thread(this::fill, "read-ahead");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int start, int length) throws IOException {
        if (!more()) {
            return -1;
        }
        int n = Math.min(length, current.remaining());
        current.get(buffer, start, n);
        return n;
    }

    /**
     * The next bytes, where they lie.
     *
     * @param length how many at most
     * @return a direct buffer that is good until the next call; empty at the end
     */
    ByteBuffer next(long length) throws IOException {
        if (!more()) {
            return NOTHING;
        }
        int n = (int) Math.min(length, current.remaining());
        ByteBuffer bytes = current.slice(current.position(), n);
        current.position(current.position() + n);
        return bytes;
    }

    /** Stops reading; who owns the source may use it again when this returns. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            // room for a piece that the thread is about to put, so that it ends also if the interrupt is swallowed
            filled.clear();
            try {
                thread.join();
            } catch (InterruptedException e) {
                // the memory is the thread's as long as it runs
                interrupted = true;
            }
        }
        memory.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sees to it that there are bytes at hand; false at the end. */
    private boolean more() throws IOException {
        if (closed) {
            throw new IOException("closed");
        }
        while (!ended && !current.hasRemaining()) {
            take();
        }
        return !ended;
    }

    private void take() throws IOException {
        if (current.capacity() > 0) {
            free.add(offset);
        }
        Piece piece;
        try {
            piece = filled.take();
        } catch (InterruptedException e) {
            current = NOTHING;
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while reading a layer", e);
        }
        ended = piece.length() < 0;
        offset = piece.offset();
        current = ended ? NOTHING : pieces.slice(offset, piece.length());
        if (piece.failure() instanceof IOException e) {
            throw e;
        }
        if (piece.failure() instanceof RuntimeException e) {
            throw e;
        }
        if (piece.failure() instanceof Error e) {
            throw e;
        }
    }

    private void fill() {
        try {
            boolean more = true;
            while (more) {
                int at = free.take();
                ByteBuffer bytes = pieces.slice(at, PIECE);
                more = fill(bytes);
                bytes.flip();
                if (bytes.hasRemaining()) {
                    // while it is in the processor's cache
                    hash.update(bytes);
                    filled.put(new Piece(at, bytes.limit(), null));
                }
            }
            filled.put(new Piece(0, -1, null));
        } catch (InterruptedException e) {
            // closed: nobody reads any more
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException | Error e) {
            try {
                filled.put(new Piece(0, -1, e));
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** False at the end of the stream. */
    private boolean fill(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (source.read(bytes) < 0) {
                return false;
            }
        }
        return true;
    }
}
