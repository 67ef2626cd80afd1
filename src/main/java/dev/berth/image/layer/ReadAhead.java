package dev.berth.image.layer;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Reads a stream in a thread of its own, a few pieces ahead of who takes them: decompressing and hashing the one side
 * of a layer runs beside hashing the other and writing its files.
 */
public final class ReadAhead extends InputStream {

    private static final int PIECE = 256 * 1024;
    private static final int PIECES = 8;

    private final InputStream source;
    private final BlockingQueue<Piece> filled = new ArrayBlockingQueue<>(PIECES);
    private final BlockingQueue<byte[]> free = new ArrayBlockingQueue<>(PIECES);
    private final Thread thread;
    private Piece current = new Piece(new byte[0], 0, null);
    private int position;

    /** A piece of the stream, or its end (length -1), or why it ended. */
    private record Piece(byte[] bytes, int length, Throwable failure) {
    }

    /**
     * Begins to read.
     *
     * @param source the stream; only read, never closed
     */
    public ReadAhead(InputStream source) {
        this.source = source;
        for (int i = 0; i < PIECES; i++) {
            free.add(new byte[PIECE]);
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
    public int read(byte[] buffer, int offset, int length) throws IOException {
        while (position == current.length()) {
            next();
        }
        if (current.length() < 0) {
            return -1;
        }
        int n = Math.min(length, current.length() - position);
        System.arraycopy(current.bytes(), position, buffer, offset, n);
        position += n;
        return n;
    }

    /** Stops reading; who owns the source may use it again when this returns. */
    @Override
    public void close() throws IOException {
        thread.interrupt();
        // room for a piece that the thread is about to put, so that it ends also if the interrupt is swallowed below
        filled.clear();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void next() throws IOException {
        if (current.length() > 0) {
            free.add(current.bytes());
        }
        try {
            current = filled.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while reading a layer", e);
        }
        position = 0;
        if (current.failure() instanceof IOException e) {
            throw e;
        }
        if (current.failure() instanceof RuntimeException e) {
            throw e;
        }
        if (current.failure() instanceof Error e) {
            throw e;
        }
    }

    private void fill() {
        try {
            boolean more = true;
            while (more) {
                byte[] bytes = free.take();
                int n = source.readNBytes(bytes, 0, PIECE);
                if (n > 0) {
                    filled.put(new Piece(bytes, n, null));
                }
                more = n == PIECE;
            }
            filled.put(new Piece(new byte[0], -1, null));
        } catch (InterruptedException e) {
            // closed: nobody reads any more
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException | Error e) {
            try {
                filled.put(new Piece(new byte[0], -1, e));
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
