package dev.berth.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An attachment to a monitored process, which need not run yet.
 *
 * @param tty whether it has a terminal
 * @param output its output
 * @param process the process, once it runs
 * @param onDetach called when the client detaches
 */
record ProcessAttachment(boolean tty, Output output, Supplier<Optional<MonitoredProcess>> process, Runnable onDetach)
        implements Attachment {

    @Override
    public void write(ByteBuffer bytes) throws IOException, InterruptedException {
        process.get().orElseThrow(() -> new IOException("it does not run")).write(bytes);
    }

    @Override
    public void closeInput() throws IOException {
        Optional<MonitoredProcess> running = process.get();
        if (running.isPresent()) {
            running.get().closeInput();
        }
    }

    @Override
    public void detached() {
        onDetach.run();
    }

    @Override
    public void close() {
        output.close();
    }
}
