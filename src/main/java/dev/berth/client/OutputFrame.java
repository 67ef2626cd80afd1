package dev.berth.client;

import java.nio.ByteBuffer;

/**
 * A piece of a container's output.
 *
 * @param stream which stream it was written to
 * @param payload the bytes, between position and limit of a buffer with an array; valid until the next piece is read
 */
public record OutputFrame(Stream stream, ByteBuffer payload) {

    /** The streams of Docker's frames. */
    public enum Stream {
        /** Standard output, or a terminal. */
        STDOUT,
        /** Standard error. */
        STDERR,
        /** The engine's own words about the stream. */
        SYSTEM
    }
}
