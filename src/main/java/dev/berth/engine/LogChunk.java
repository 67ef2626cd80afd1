package dev.berth.engine;

import java.nio.ByteBuffer;

/**
 * What a container wrote at one moment: not always whole lines.
 *
 * @param timeNanos when, in nanoseconds since 1970
 * @param stream which stream
 * @param payload the bytes; valid until the next chunk is asked for
 * @param end the place after it
 */
public record LogChunk(long timeNanos, Stream stream, ByteBuffer payload, LogPosition end) {

    /** Streams, with the numbers that the log and Docker's frames have for them. */
    public enum Stream {
        /** Standard output, or a terminal. */
        STDOUT(1),
        /** Standard error. */
        STDERR(2),
        /** The monitor's word that output was lost: two little-endian 64-bit numbers, bytes and lines. */
        LOST(3),
        /** The terminal's new size: two little-endian 16-bit numbers, rows and columns. */
        SIZE(4);

        private final int number;

        Stream(int number) {
            this.number = number;
        }

        /** The number in the log. */
        public int number() {
            return number;
        }
    }
}
