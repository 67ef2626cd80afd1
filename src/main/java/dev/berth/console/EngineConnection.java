package dev.berth.console;

import dev.berth.client.HijackedStream;
import dev.berth.client.OutputFrame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** A process behind the engine's API. */
final class EngineConnection implements Connection {
    /** Tells the engine the size of the process's terminal. */
    @FunctionalInterface
    interface Resizer {
        void resize(int rows, int columns) throws IOException;
    }

    private final HijackedStream stream;
    private final boolean tty;
    private final Resizer resizer;
    private ByteBuffer rest = ByteBuffer.allocate(0);
    private volatile boolean closed;

    EngineConnection(HijackedStream stream, boolean tty, Resizer resizer) {
        this.stream = stream;
        this.tty = tty;
        this.resizer = resizer;
    }

    @Override
    public boolean tty() {
        return tty;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            while (!rest.hasRemaining()) {
                Optional<OutputFrame> frame = stream.next();
                if (frame.isEmpty()) {
                    return -1;
                }
                rest = frame.get().payload();
            }
        } catch (IOException e) {
            if (closed) {
                return -1;
            }
            throw e;
        }
        int count = Math.min(length, rest.remaining());
        rest.get(buffer, offset, count);
        return count;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        stream.write(bytes, offset, length);
    }

    @Override
    public void resize(int rows, int columns) throws IOException {
        resizer.resize(rows, columns);
    }

    @Override
    public void close() {
        closed = true;
        try {
            stream.close();
        } catch (IOException e) {
            System.getLogger(EngineConnection.class.getName()).log(System.Logger.Level.DEBUG, "close: {0}",
                    e.getMessage());
        }
    }
}
