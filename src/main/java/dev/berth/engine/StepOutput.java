package dev.berth.engine;

import java.nio.ByteBuffer;

/** Hears what a step writes, chunk by chunk, not always whole lines. */
@FunctionalInterface
public interface StepOutput {

    /**
     * Takes a chunk.
     *
     * @param stream which stream
     * @param bytes valid during the call
     */
    void write(LogChunk.Stream stream, ByteBuffer bytes);
}
