package dev.berth.client;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** A container's log, piece by piece. Closing it from another thread wakes the reader with an {@code IOException}. */
public final class LogStream implements Closeable {
    private final Answer answer;
    private final FrameInput frames;

    LogStream(Answer answer, FrameInput frames) {
        this.answer = answer;
        this.frames = frames;
    }

    /** The next piece; waits for it when the log is followed. Nothing at the end. */
    public Optional<OutputFrame> next() throws IOException {
        return frames.next();
    }

    @Override
    public void close() throws IOException {
        answer.close();
    }
}
