package dev.berth.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes a log as the monitor does. */
final class LogWriter implements AutoCloseable {

    static final int OUT = 1;
    static final int ERR = 2;

    private final Path directory;
    private final long segmentBytes;
    private final int kept;
    private FileChannel file;
    private int segment;
    private long time = 1_000;

    LogWriter(Path directory) throws IOException {
        this(directory, Long.MAX_VALUE, Integer.MAX_VALUE);
    }

    LogWriter(Path directory, long segmentBytes, int kept) throws IOException {
        this.directory = directory;
        this.segmentBytes = segmentBytes;
        this.kept = kept;
        rotate();
    }

    /** Begins the next segment. */
    void rotate() throws IOException {
        if (file != null) {
            file.close();
        }
        segment++;
        file = FileChannel.open(directory.resolve("" + segment), StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        if (segment > kept) {
            Files.deleteIfExists(directory.resolve("" + (segment - kept)));
        }
    }

    /** The time of the next chunk; every chunk takes one nanosecond. */
    void at(long nanos) {
        time = nanos;
    }

    static ByteBuffer chunk(long time, int stream, byte[] payload) {
        ByteBuffer bytes = ByteBuffer.allocate(20 + payload.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(time).putInt(payload.length).put((byte) stream).put((byte) 0).putShort((short) 0xB347)
                .put(payload).putInt(payload.length);
        return bytes.flip();
    }

    void write(int stream, String payload) throws IOException {
        write(stream, payload.getBytes(StandardCharsets.UTF_8));
    }

    void write(int stream, byte[] payload) throws IOException {
        raw(chunk(time++, stream, payload));
        if (file.size() >= segmentBytes) {
            rotate();
        }
    }

    /** Writes any bytes, for example half a chunk. */
    void raw(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    /** Takes the last bytes back, as the monitor does when a chunk found no room. */
    void truncate(long bytes) throws IOException {
        file.truncate(file.size() - bytes);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
