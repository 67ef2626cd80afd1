package dev.berth.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;

/**
 * An attachment to a container, which need not be started yet: docker attaches before it starts one, and sends input,
 * even its end, right away. That waits here for the process.
 */
final class ContainerAttachment implements Attachment {

    private final LiveContainer container;
    private final Output output;
    private final long ends;
    private final ContainerEvents events;
    private volatile boolean closed;

    /**
     * An attachment that lasts until the container's next end.
     *
     * @param container the container
     * @param output its output
     * @param ends how often it had ended when the attachment was made
     * @param events hears when the client detaches
     */
    ContainerAttachment(LiveContainer container, Output output, long ends, ContainerEvents events) {
        this.container = container;
        this.output = output;
        this.ends = ends;
        this.events = events;
    }

    @Override
    public boolean tty() {
        return container.tty();
    }

    @Override
    public Output output() {
        return output;
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException, InterruptedException {
        process().orElseThrow(() -> new IOException("container " + container.id() + " does not run")).write(bytes);
    }

    @Override
    public void closeInput() throws IOException, InterruptedException {
        Optional<MonitoredProcess> running = process();
        if (running.isPresent()) {
            running.get().closeInput();
        }
    }

    private Optional<MonitoredProcess> process() throws InterruptedException {
        return container.awaitProcess(() -> closed || container.ends != ends);
    }

    @Override
    public void detached() {
        events.container(container, "detach", Map.of());
    }

    @Override
    public void close() {
        closed = true;
        container.announceChange();
        output.close();
    }
}
