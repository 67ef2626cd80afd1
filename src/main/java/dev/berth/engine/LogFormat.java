package dev.berth.engine;

import java.nio.ByteBuffer;

/**
 * The chunks of a log segment, as src/main/c/launcher/monitor.c writes them, little-endian: u64 time (nanoseconds since
 * 1970), u32 length, u8 stream, u8 0, u16 mark, payload, u32 length.
 */
final class LogFormat {

    /** Bytes before the payload. */
    static final int HEADER = 16;
    /** Bytes after it. */
    static final int TRAILER = 4;
    /** More than any chunk's payload: the monitor reads 64 KiB at a time. */
    static final int MAX_PAYLOAD = 128 * 1024;
    /** What {@link #measure} says of a chunk that is not there to its end. */
    static final int INCOMPLETE = 0;
    /** What it says of bytes that are no chunk: the machine crashed while they were written. */
    static final int DAMAGED = -1;

    private static final int MARK = 0xB347;

    private LogFormat() {
    }

    /**
     * The size of the chunk at a place, or {@link #INCOMPLETE} or {@link #DAMAGED}.
     *
     * @param bytes little-endian
     * @param at where it begins
     * @param end where the bytes end
     */
    static int measure(ByteBuffer bytes, int at, int end) {
        if (end - at < HEADER) {
            return INCOMPLETE;
        }
        int length = bytes.getInt(at + 8);
        int kind = bytes.getInt(at + 12);
        int stream = kind & 0xFF;
        if (kind >>> 8 != MARK << 8 || stream < 1 || stream > 4 || length < 0 || length > MAX_PAYLOAD) {
            return DAMAGED;
        }
        int whole = HEADER + length + TRAILER;
        if (end - at < whole) {
            return INCOMPLETE;
        }
        return bytes.getInt(at + HEADER + length) == length ? whole : DAMAGED;
    }

    /**
     * The first place at which a chunk is or may be, after damage.
     *
     * @param bytes little-endian
     * @param from where to look from
     * @param end where the bytes end
     */
    static int resume(ByteBuffer bytes, int from, int end) {
        int at = from;
        while (at < end && measure(bytes, at, end) == DAMAGED) {
            at++;
        }
        return at;
    }

    /** The time of the chunk at a place. */
    static long time(ByteBuffer bytes, int at) {
        return bytes.getLong(at);
    }

    /** The payload's length of the chunk at a place. */
    static int length(ByteBuffer bytes, int at) {
        return bytes.getInt(at + 8);
    }

    /** The stream's number of the chunk at a place. */
    static int stream(ByteBuffer bytes, int at) {
        return bytes.get(at + 12);
    }
}
