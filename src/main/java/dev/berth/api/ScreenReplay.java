package dev.berth.api;

import dev.berth.engine.LogChunk;
import dev.berth.engine.LogPosition;
import dev.berth.engine.Output;
import dev.berth.terminal.Emulator;
import dev.berth.terminal.SnapshotPainter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The screen that the log of a terminal amounts to. A viewer who attaches gets this in place of the log: it is short
 * however long the log is, and holds no questions that the viewer's terminal would answer once more.
 */
final class ScreenReplay {

    /** As much output as a screen is worked out of; what a program has switched on before that is not known. */
    private static final long WINDOW_BYTES = 8L << 20;

    private final LogPosition end;
    private final int rows;
    private final int columns;

    /**
     * A replay for a viewer's terminal.
     *
     * @param end the end of the log as it is now
     * @param rows the viewer's height
     * @param columns the viewer's width
     */
    ScreenReplay(LogPosition end, int rows, int columns) {
        this.end = end;
        this.rows = rows;
        this.columns = columns;
    }

    /** Where the log has to be read from. */
    LogPosition from() {
        return new LogPosition(end.offset() >= WINDOW_BYTES ? end.segment() : Math.max(0, end.segment() - 1), 0);
    }

    /**
     * Reads the log to its end, and gives what makes the viewer's terminal show the screen. What the terminal shows now
     * is scrolled away, not written over.
     *
     * @param output the log from {@link #from} on
     */
    byte[] paint(Output output) throws IOException, InterruptedException {
        Emulator emulator = new Emulator(rows, columns, 0);
        LogPosition at = from();
        byte[] bytes = new byte[8192];
        while (at.compareTo(end) < 0) {
            Optional<LogChunk> chunk = output.next();
            if (chunk.isEmpty()) {
                break;
            }
            at = chunk.get().end();
            ByteBuffer payload = chunk.get().payload();
            if (chunk.get().stream() == LogChunk.Stream.SIZE && payload.remaining() >= 4) {
                ByteBuffer size = payload.duplicate().order(ByteOrder.LITTLE_ENDIAN);
                emulator.resize(size.getShort() & 0xFFFF, size.getShort() & 0xFFFF);
            } else if (chunk.get().stream() == LogChunk.Stream.STDOUT && isInWindow(at)) {
                int length = payload.remaining();
                bytes = bytes.length < length ? new byte[length] : bytes;
                payload.duplicate().get(bytes, 0, length);
                emulator.feed(bytes, 0, length);
            }
        }
        emulator.resize(rows, columns);
        ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
        out.writeBytes(("\u001b[m\u001b[" + rows + ";1H" + "\n".repeat(rows)).getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(SnapshotPainter.paint(emulator));
        return out.toByteArray();
    }

    private boolean isInWindow(LogPosition at) {
        return at.segment() != end.segment() || end.offset() - at.offset() <= WINDOW_BYTES;
    }
}
